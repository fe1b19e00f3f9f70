package org.reapscope.traces.unwrap;

import java.util.Arrays;
import java.util.List;
import org.reapscope.traces.scan.Bytes;

/**
 * A number before each line: {@code cat -n}, {@code nl}, {@code less -N}, {@code grep -n}, with the
 * file's name before it where grep was given several.
 */
final class LineNumber implements Wrapping {
  private static final int MOST_DIGITS = 9;
  private static final int LEAST_LINES = 3;

  /** The three bytes of U+2502, which bat puts behind the number. */
  private static final byte[] BAR = {(byte) 0xe2, (byte) 0x94, (byte) 0x82};

  private final Form form;

  private LineNumber(Form form) {
    this.form = form;
  }

  /** What stands around the number. */
  private enum Form {
    TAB,
    COLON,
    BAR,
    BLANKS,
    FILE
  }

  /** The form whose numbers grow from line to line, if any. */
  static List<LineNumber> of(Head head) {
    return Arrays.stream(Form.values())
        .map(LineNumber::new)
        .filter(candidate -> candidate.grows(head))
        .limit(1)
        .toList();
  }

  /** Numbers of a pid, a time or a line all look alike; only those of lines always grow. */
  private boolean grows(Head head) {
    Line line = new Line();
    long last = -1;
    int growing = 0;
    int steps = 0;
    int told = 0;
    for (byte[] text : head.lines()) {
      line.set(text, 0, text.length);
      long number = number(line);
      told += line.blank() ? 0 : 1;
      if (number >= 0) {
        growing += number > last ? 1 : 0;
        steps += number == last + 1 ? 1 : 0;
        last = number;
      }
    }
    int counted = form == Form.BLANKS ? Math.min(growing, steps) : growing;
    return counted >= LEAST_LINES && counted * 10 >= told * 9;
  }

  @Override
  public String words() {
    return "a number before the line";
  }

  @Override
  public boolean takeOff(Line line) {
    int end = end(line);
    if (end < 0) {
      return false;
    }
    line.begin(end);
    return true;
  }

  private long number(Line line) {
    int digits = digits(line);
    return end(line) < 0 ? -1 : Bytes.number(line.bytes(), digits, line.to());
  }

  /** Where the number begins. */
  private int digits(Line line) {
    if (form != Form.FILE) {
      return Bytes.skipBlanks(line.bytes(), line.from(), line.to());
    }
    int colon = Bytes.indexOf(line.bytes(), line.from(), line.to(), ':');
    return colon < 0 ? line.to() : colon + 1;
  }

  /** Where the line behind the number begins, or -1. */
  private int end(Line line) {
    int digits = digits(line);
    int end = Bytes.skipDigits(line.bytes(), digits, line.to());
    if (end == digits || end - digits > MOST_DIGITS) {
      return -1;
    }
    byte next = line.at(end);
    return switch (form) {
      case TAB -> next == '\t' ? end + 1 : end == line.to() ? end : -1;
      case COLON, FILE -> next == ':' || next == '-' ? end + 1 : -1;
      case BLANKS -> next == ' ' ? end + 1 : -1;
      case BAR -> bar(line, Bytes.skipBlanks(line.bytes(), end, line.to()));
    };
  }

  private static int bar(Line line, int at) {
    int end = line.at(at) == '|' ? at + 1 : line.startsWith(at, BAR) ? at + BAR.length : -1;
    return end >= 0 && line.at(end) == ' ' ? end + 1 : end;
  }
}
