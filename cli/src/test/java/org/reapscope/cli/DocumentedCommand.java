package org.reapscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that a page shows, and what the page says it prints.
 *
 * <p>A fence marked {@code console} holds commands after {@code "$ "}, each followed by what it
 * prints, where {@code …} stands for what is left out: alone on a line for lines, within a line for
 * a part of it. A fence marked {@code sh} holds commands only. A comment on the line before a fence
 * says what is special about it: {@code <!-- needs: strace tmux -->} that it runs where the machine
 * has those, {@code <!-- not run: REASON -->} that it does not.
 *
 * @param place the page and the line of the command
 * @param shown the lines that it prints, null where the page does not show any
 * @param needs the programs that it takes beyond a shell
 */
record DocumentedCommand(
    String place, String text, @Nullable List<String> shown, List<String> needs) {
  private static final String FENCE = "```";
  private static final String PROMPT = "$ ";
  private static final String NOT_RUN = "<!-- not run: ";
  private static final Pattern NEEDS = Pattern.compile("<!-- needs: ([\\w ]+) -->");

  /** The languages of fences: those that hold commands, and those that hold something else. */
  private static final List<String> COMMANDS = List.of("console", "sh");

  private static final List<String> OTHERS =
      List.of("text", "scenario", "sql", "json", "csv", "java", "html", "c", "python", "markdown");

  /**
   * A page's commands in their order; its faults, such as a fence without a language, go to {@code
   * faults}.
   */
  static List<DocumentedCommand> read(String page, List<String> lines, List<String> faults) {
    List<DocumentedCommand> commands = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String fence = lines.get(i).stripLeading();
      if (!fence.startsWith(FENCE)) {
        continue;
      }
      // A fence of a list's item stands in from the margin, and so does what is in it.
      int indent = lines.get(i).length() - fence.length();
      String language = fence.substring(FENCE.length()).strip().split(" ")[0];
      String remark = i == 0 ? "" : lines.get(i - 1).strip();
      Matcher needed = NEEDS.matcher(remark);
      List<String> needs = needed.matches() ? List.of(needed.group(1).split(" ")) : List.of();
      int begin = i + 1;
      List<String> body = new ArrayList<>();
      while (++i < lines.size() && !lines.get(i).strip().equals(FENCE)) {
        body.add(lines.get(i).substring(Math.min(indent, lines.get(i).length())));
      }
      if (!COMMANDS.contains(language)) {
        if (!OTHERS.contains(language)) {
          faults.add(page + ":" + begin + ": a fence of language '" + language + "'");
        }
      } else if (!remark.startsWith(NOT_RUN)) {
        commands.addAll(
            language.equals("console")
                ? transcript(page, begin, body, needs)
                : script(page, begin, body, needs));
      }
    }
    return commands;
  }

  private static List<DocumentedCommand> transcript(
      String page, int begin, List<String> body, List<String> needs) {
    List<DocumentedCommand> commands = new ArrayList<>();
    for (int i = 0; i < body.size(); ) {
      int at = begin + i + 1;
      StringBuilder text = new StringBuilder(after(PROMPT, body.get(i), page, at));
      while (text.charAt(text.length() - 1) == '\\' && ++i < body.size()) {
        text.append('\n').append(body.get(i));
      }
      List<String> shown = new ArrayList<>();
      while (++i < body.size() && !body.get(i).startsWith(PROMPT)) {
        shown.add(body.get(i));
      }
      commands.add(new DocumentedCommand(page + ":" + at, text.toString(), shown, needs));
    }
    return commands;
  }

  private static List<DocumentedCommand> script(
      String page, int begin, List<String> body, List<String> needs) {
    List<DocumentedCommand> commands = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      int at = begin + i + 1;
      StringBuilder text = new StringBuilder(body.get(i));
      while (!text.isEmpty() && text.charAt(text.length() - 1) == '\\' && ++i < body.size()) {
        text.append('\n').append(body.get(i));
      }
      if (!text.toString().isBlank()) {
        commands.add(new DocumentedCommand(page + ":" + at, text.toString(), null, needs));
      }
    }
    return commands;
  }

  private static String after(String prompt, String line, String page, int at) {
    if (!line.startsWith(prompt)) {
      throw new IllegalArgumentException(
          page + ":" + at + ": a console fence begins with a command after '$ ', not: " + line);
    }
    return line.substring(prompt.length());
  }

  /** The first line shown that is not printed where it should be, or null when all are. */
  @Nullable String firstMissing(List<String> printed) {
    int at = 0;
    boolean skipping = false;
    if (shown == null) {
      return null;
    }
    for (String line : shown) {
      if (line.strip().equals("…")) {
        skipping = true;
        continue;
      }
      String pattern =
          "\\Q"
              + line.stripTrailing().replace("\\E", "\\E\\\\E\\Q").replace("…", "\\E.*\\Q")
              + "\\E";
      while (skipping && at < printed.size() && !printed.get(at).stripTrailing().matches(pattern)) {
        at++;
      }
      if (at >= printed.size() || !printed.get(at).stripTrailing().matches(pattern)) {
        return line
            + "\n  (printed: "
            + (at < printed.size() ? printed.get(at) : "nothing more")
            + ")";
      }
      at++;
      skipping = false;
    }
    return skipping || at >= printed.size()
        ? null
        : "nothing more\n  (printed: " + printed.get(at) + ")";
  }
}
