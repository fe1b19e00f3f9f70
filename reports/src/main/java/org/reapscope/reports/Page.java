package org.reapscope.reports;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Plain text for people: lines of at most {@link #WIDTH} columns, coloured where allowed. */
final class Page {
  /** Columns of a line. */
  static final int WIDTH = 80;

  /** Terminal colours by meaning. */
  enum Ink {
    PLAIN(""),
    BOLD("\033[1m"),
    RED("\033[1;31m"),
    YELLOW("\033[33m"),
    GREEN("\033[32m"),
    FAINT("\033[2m");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  private final Writer out;
  private final boolean color;

  Page(Writer out, boolean color) {
    this.out = out;
    this.color = color;
  }

  /** Writes an empty line. */
  void gap() throws IOException {
    out.write('\n');
  }

  /** Writes {@code text} wrapped, every line after {@code indent} spaces. */
  void wrapped(Ink ink, int indent, String text) throws IOException {
    labelled(ink, " ".repeat(indent), text);
  }

  /** Writes {@code label} and beside it {@code text}, wrapped in the column after the label. */
  void labelled(Ink ink, String label, String text) throws IOException {
    String safe = Sanitizer.text(text);
    String before = label;
    int room = Math.max(20, WIDTH - label.length());
    int at = 0;
    do {
      int end = lineEnd(safe, at, room);
      line(before, ink, safe.substring(at, end));
      before = " ".repeat(label.length());
      at = end;
      while (at < safe.length() && safe.charAt(at) == ' ') {
        at++;
      }
    } while (at < safe.length());
  }

  /**
   * The end of a line that begins at {@code from}: at a space if one is near, never inside a pair.
   */
  private static int lineEnd(String text, int from, int room) {
    if (text.length() - from <= room) {
      return text.length();
    }
    int space = text.lastIndexOf(' ', from + room);
    if (space > from) {
      return space;
    }
    int end = from + room;
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  /**
   * Writes a shell command of these words, to be copied: continued with a backslash where the line
   * would be too long, never inside a word.
   */
  void command(int indent, List<String> words) throws IOException {
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean last = i == words.size() - 1;
      int length = line.length() + 1 + word.length() + (last ? 0 : 2);
      if (i > 0 && length > WIDTH) {
        out.write(line + " \\\n");
        line = new StringBuilder(" ".repeat(indent + 2)).append(word);
      } else {
        line.append(i == 0 ? "" : " ").append(word);
      }
    }
    out.write(line + "\n");
  }

  /** Writes one line as it stands: {@code text} in {@code ink} after a plain {@code before}. */
  void line(String before, Ink ink, String text) throws IOException {
    out.write(before);
    out.write(painted(ink, text).stripTrailing());
    out.write('\n');
  }

  private String painted(Ink ink, String text) {
    return color && ink != Ink.PLAIN && !text.isEmpty() ? ink.code + text + "\033[0m" : text;
  }
}
