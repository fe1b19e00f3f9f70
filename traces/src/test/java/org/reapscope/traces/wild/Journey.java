package org.reapscope.traces.wild;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * What happens to logs between the tracer and a bug report, done the way the tools do it.
 *
 * <p>Each is written from what the tool prints, not from how it is read.
 */
enum Journey {
  FENCED(lines -> framed("What I see:\n\n```console", lines, "```")),
  FENCED_ON_THE_SAME_LINE(
      lines -> numbered(lines, (i, l) -> i == 1 ? "```" + l : i == lines.size() ? l + "```" : l)),
  CODE_SPANS(lines -> each(lines, l -> "`" + l + "`")),
  BBCODE(lines -> framed("[code]", lines, "[/code]")),
  QUOTED(lines -> framed("Somebody wrote:", lines, l -> "> " + l, "> --\nMe too.")),
  QUOTED_TWICE(lines -> framed("On Monday:\n> Somebody wrote:", lines, l -> "> > " + l, "")),
  QUOTED_TIGHTLY(lines -> each(lines, l -> ">> " + l)),
  HTML(lines -> each(lines, l -> html(l))),
  HTML_TWICE(lines -> each(lines, l -> html(html(l)))),
  HTML_PAGE(lines -> framed("<pre><code>", lines, l -> html(l) + "<br/>", "</code></pre>")),
  CARRIAGE_RETURNS(lines -> each(lines, l -> l + "\r")),
  TYPESCRIPT(lines -> framed("Script started on 2026-11-25", lines, l -> l + "\r\r", "exit\r")),
  COLOURED(lines -> each(lines, l -> "\033[1;33m" + l.replace("(", "\033[0m(\033[36m") + "\033[m")),
  COLOURED_AS_CAT_SHOWS(lines -> each(lines, l -> "^[[33m" + l.replace("=", "^[[0m=") + "^[[0m")),
  COLOURED_WITHOUT_ESCAPES(lines -> each(lines, l -> "[33m" + l.replace("=", "[0m=") + "[0m")),
  NUL_IN_EACH_LINE(lines -> each(lines, l -> "\0" + l.replace("=", "\0="))),
  AFTER_A_PROMPT(
      lines -> framed("root@web-1:~# strace -f -o /dev/stdout runsv a", lines, "root@web-1:~# ")),
  BETWEEN_OUTPUT(
      lines ->
          numbered(lines, (i, l) -> i % 9 == 8 ? l + "\nworker " + i + ": ready to serve" : l)),
  WRAPPED_AT_80(lines -> each(lines, l -> wrapAt(l, 80))),
  WRAPPED_AT_132(lines -> each(lines, l -> wrapAt(l, 132))),
  WRAPPED_BY_MAIL(lines -> each(lines, l -> wrapAtBlanks(l, 76))),
  WRAPPED_AND_QUOTED(lines -> each(lines, l -> "> " + wrapAtBlanks(l, 72).replace("\n", "\n> "))),
  /**
   * At a width where no piece begins with the mark itself: that one cannot be told from another.
   */
  QUOTED_AND_WRAPPED(
      lines -> {
        int width = 80;
        while (true) {
          int at = width++;
          if (lines.stream().noneMatch(l -> wrapAt("> " + l, at).contains("\n>"))) {
            return each(lines, l -> wrapAt("> " + l, at));
          }
        }
      }),
  FLOWED(lines -> each(lines, l -> wrapAtBlanks(l, 72).replace("\n", " \n"))),
  JOURNAL(lines -> each(lines, l -> "Nov 25 12:23:49 web-1 strace[4711]: " + l)),
  JOURNAL_ISO(lines -> each(lines, l -> "2026-11-25T12:23:49+0100 web-1 app.sh[4711]: " + l)),
  JOURNAL_JSON(
      lines ->
          each(lines, l -> "{\"__CURSOR\":\"s=1\",\"MESSAGE\":" + json(l) + ",\"_PID\":\"4\"}")),
  SYSLOG(lines -> each(lines, l -> "<30>Nov  5 02:03:49 web-1 app: " + l)),
  SYSLOG_5424(lines -> each(lines, l -> "<30>1 2026-11-25T12:23:49.003Z web-1 app 4711 - - " + l)),
  DOCKER(lines -> numbered(lines, (i, l) -> stamp(i) + "Z " + l)),
  DOCKER_JSON(
      lines ->
          numbered(
              lines,
              (i, l) ->
                  "{\"log\":"
                      + json(l + "\n")
                      + ",\"stream\":\"stderr\",\"time\":\""
                      + stamp(i)
                      + "Z\"}")),
  CONTAINER_RUNTIME(lines -> numbered(lines, (i, l) -> partial(stamp(i) + "+01:00 stderr ", l))),
  COMPOSE(lines -> each(lines, l -> "web-1       | " + l)),
  KUBECTL_PREFIXED(lines -> numbered(lines, (i, l) -> "[pod/web-0/app] " + stamp(i) + "Z " + l)),
  GITHUB_ACTIONS(lines -> numbered(lines, (i, l) -> "build\tRun tests\t" + stamp(i) + "Z " + l)),
  JENKINS(lines -> numbered(lines, (i, l) -> "[" + stamp(i).substring(0, 23) + "Z] " + l)),
  PYTHON_LOGGING(lines -> each(lines, l -> "2026-11-25 12:23:49,123 " + l)),
  INDENTED(lines -> each(lines, l -> "    " + l)),
  INDENTED_BY_TAB(lines -> each(lines, l -> "\t" + l)),
  COMMENTED_OUT(lines -> each(lines, l -> "# " + l)),
  CAT_N(lines -> numbered(lines, (i, l) -> String.format(Locale.ROOT, "%6d\t%s", i, l))),
  LESS_N(lines -> numbered(lines, (i, l) -> String.format(Locale.ROOT, "%7d %s", i, l))),
  GREP_N(lines -> numbered(lines, (i, l) -> i + ":" + l)),
  GREP_H(lines -> each(lines, l -> "logs/run.log:" + l)),
  GREP_HN(lines -> numbered(lines, (i, l) -> "logs/run.log:" + i * 2 + ":" + l)),
  BAT(lines -> numbered(lines, (i, l) -> utf8(String.format(Locale.ROOT, "%4d │ %s", i, l)))),
  TABBED(lines -> each(lines, l -> unexpand(l))),
  EDITED(lines -> each(lines, l -> utf8(l.replace(' ', '\u00a0').replace('"', '\u201c')))),
  QUOTED_PRINTABLE(lines -> each(lines, l -> quotedPrintable(l))),
  MARKED_UTF8(
      lines -> each(lines, l -> l).encode(StandardCharsets.ISO_8859_1, "\u00ef\u00bb\u00bf")),
  POWERSHELL(lines -> each(lines, l -> l + "\r").encode(StandardCharsets.UTF_16LE, "\ufeff")),
  UTF16_BIG(lines -> each(lines, l -> l).encode(StandardCharsets.UTF_16BE, "\ufeff")),
  UTF16_WITHOUT_MARK(lines -> each(lines, l -> l).encode(StandardCharsets.UTF_16LE, "")),
  QUOTED_DOCKER(lines -> numbered(lines, (i, l) -> "> " + stamp(i) + "Z " + l)),
  COLOURED_JOURNAL_IN_HTML(
      lines -> each(lines, l -> html("Nov 25 12:23:49 h a[4]: \033[33m" + l + "\033[0m"))),
  INDENTED_FENCED_RETURNS(lines -> framed("  ```\r", lines, l -> "  " + l + "\r", "  ```\r"));

  private final Dresser dresser;

  Journey(Dresser dresser) {
    this.dresser = dresser;
  }

  private interface Dresser {
    Dressed dress(List<String> lines);
  }

  /** True when lines come in several pieces. */
  boolean breaksLines() {
    return name().contains("WRAPPED") || this == FLOWED;
  }

  Dressed of(List<String> lines) {
    return dresser.dress(lines);
  }

  private static Dressed each(List<String> lines, UnaryOperator<String> change) {
    return numbered(lines, (i, line) -> change.apply(line));
  }

  private static Dressed numbered(List<String> lines, BiFunction<Integer, String, String> change) {
    Dressed dressed = new Dressed();
    for (int i = 0; i < lines.size(); i++) {
      dressed.log(change.apply(i + 1, lines.get(i)));
    }
    return dressed;
  }

  private static Dressed framed(String before, List<String> lines, String after) {
    return framed(before, lines, line -> line, after);
  }

  private static Dressed framed(
      String before, List<String> lines, UnaryOperator<String> change, String after) {
    Dressed dressed = new Dressed().around(before);
    lines.forEach(line -> dressed.log(change.apply(line)));
    return dressed.around(after);
  }

  private static String stamp(int line) {
    return String.format(
        Locale.ROOT,
        "2026-11-25T12:%02d:%02d.%09d",
        line / 60 % 60,
        line % 60,
        line * 1_000_007 % 999_999_937);
  }

  private static String html(String line) {
    return line.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String wrapAt(String line, int width) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < line.length(); at += width) {
      out.append(at == 0 ? "" : "\n").append(line, at, Math.min(line.length(), at + width));
    }
    return out.toString();
  }

  /** Breaks at the last blank that fits, which goes; words are never broken. */
  private static String wrapAtBlanks(String line, int width) {
    List<String> pieces = new ArrayList<>();
    String rest = line;
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int indent = rest.length() - rest.stripLeading().length();
      blank = blank <= indent ? rest.indexOf(' ', Math.max(width, indent)) : blank;
      if (blank < 0) {
        break;
      }
      pieces.add(rest.substring(0, blank));
      rest = rest.substring(blank + 1);
    }
    pieces.add(rest);
    return String.join("\n", pieces);
  }

  private static String json(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> out.append("\\n");
        case '"', '\\' -> out.append('\\').append(c);
        default -> {
          boolean plain = c >= ' ' && c < 127 && c != '<' && c != '>' && c != '&';
          out.append(plain ? c : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
      }
    }
    return out.append('"').toString();
  }

  /** A runtime writes what it got at once: a long line may come in two records. */
  private static String partial(String head, String line) {
    if (line.length() < 90) {
      return head + "F " + line;
    }
    return head + "P " + line.substring(0, 70) + "\n" + head + "F " + line.substring(70);
  }

  private static String unexpand(String line) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < line.length(); at += 8) {
      String cell = line.substring(at, Math.min(line.length(), at + 8));
      String kept = cell.stripTrailing();
      out.append(cell.length() == 8 && cell.length() - kept.length() > 1 ? kept + "\t" : cell);
    }
    return out.toString();
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String quotedPrintable(String line) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (char c : line.toCharArray()) {
      String coded = c == '=' || c > 126 ? String.format(Locale.ROOT, "=%02X", (int) c) : "" + c;
      if (column + coded.length() > 75) {
        out.append("=\n");
        column = 0;
      }
      out.append(coded);
      column += coded.length();
    }
    return out.toString();
  }
}
