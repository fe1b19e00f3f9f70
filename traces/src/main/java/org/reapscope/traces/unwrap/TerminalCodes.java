package org.reapscope.traces.unwrap;

import java.util.Arrays;
import java.util.List;
import org.reapscope.traces.scan.Bytes;

/**
 * What is meant for a terminal: colours and other escape sequences, also as {@code cat -v} shows
 * them or with the escape byte lost, carriage returns, bells, NUL and other control bytes.
 */
final class TerminalCodes implements Wrapping {
  private static final int ESCAPE = 0x1b;
  private static final byte[] CARET = Bytes.ascii("^[[");
  private static final byte[] RESET = Bytes.ascii("[0m");

  /** True when a bracket alone begins a colour: the escape bytes are lost. */
  private final boolean lost;

  private TerminalCodes(boolean lost) {
    this.lost = lost;
  }

  /** The form that the lines bear, if any. */
  static List<TerminalCodes> of(Head head) {
    TerminalCodes whole = new TerminalCodes(false);
    if (head.share(whole) > 0) {
      return List.of(whole);
    }
    boolean resets = head.lines().stream().anyMatch(b -> Bytes.indexOf(b, 0, b.length, RESET) >= 0);
    return resets ? List.of(new TerminalCodes(true)) : List.of();
  }

  @Override
  public String words() {
    return "terminal codes and control bytes";
  }

  @Override
  public boolean takeOff(Line line) {
    byte[] b = line.bytes();
    int to = line.to();
    int first = line.from();
    while (first < to && end(b, first, to) == first) {
      first++;
    }
    if (first == to) {
      return false;
    }
    byte[] text = Arrays.copyOfRange(b, line.from(), to);
    int length = first - line.from();
    for (int at = first; at < to; ) {
      int end = end(b, at, to);
      if (end == at) {
        text[length++] = b[at++];
      }
      at = Math.max(at, end);
    }
    line.replace(text, length);
    return true;
  }

  /** The end of the code that begins at {@code at}; {@code at} itself where none does. */
  private int end(byte[] b, int at, int to) {
    byte c = b[at];
    if (c >= ' ' && c != '^' && c != '[' && c != 0x7f || c == '\t' || c < 0) {
      return at;
    }
    if (c == ESCAPE) {
      return escape(b, at + 1, to);
    }
    if (c == '^') {
      return Bytes.startsWith(b, at, to, CARET) ? parameters(b, at + CARET.length, to) : at;
    }
    return c == '[' ? lost ? colour(b, at, to) : at : at + 1;
  }

  private static int escape(byte[] b, int at, int to) {
    if (at >= to) {
      return to;
    }
    if (b[at] == '[') {
      return parameters(b, at + 1, to);
    }
    if (b[at] != ']') {
      return at + 1;
    }
    for (int end = at + 1; end < to; end++) {
      if (b[end] == 7) {
        return end + 1;
      }
      if (b[end] == ESCAPE) {
        return Math.min(to, end + 2);
      }
    }
    return at + 1;
  }

  private static int parameters(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] >= ' ' && b[at] <= '?') {
      at++;
    }
    return Math.min(to, at + 1);
  }

  private static int colour(byte[] b, int at, int to) {
    int end = at + 1;
    while (end < to && (Bytes.isDigit(b[end]) || b[end] == ';')) {
      end++;
    }
    return end < to && b[end] == 'm' ? end + 1 : at;
  }

  @Override
  public int leastShare() {
    return 0;
  }
}
