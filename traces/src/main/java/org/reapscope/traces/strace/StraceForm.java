package org.reapscope.traces.strace;

import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.unwrap.LineForm;

/** How lines of strace begin and end. */
public final class StraceForm implements LineForm {
  private static final byte[] RESUMING = Bytes.ascii("<... ");
  private static final byte[] ENDED = Bytes.ascii("+++ ");
  private static final byte[] SIGNAL = Bytes.ascii("--- SIG");
  private static final byte[] STOPPED = Bytes.ascii("--- stopped by ");
  private static final byte[] STACK = Bytes.ascii(" >");
  private static final byte[] MESSAGE = Bytes.ascii("strace: ");
  private static final byte[] THIRTY_TWO = Bytes.ascii("[ Process PID=");

  private final Prefix prefix = new Prefix();
  private int timed;
  private int untimed;
  private int measured;

  @Override
  public void learn(byte[] b, int from, int to) {
    if (isBody(b, from, to)) {
      timed += prefix.clock() == Clock.Kind.NONE ? 0 : 1;
      untimed += prefix.clock() == Clock.Kind.NONE ? 1 : 0;
    }
    measured += to > from + 1 && b[to - 1] == '>' && Bytes.isDigit(b[to - 2]) ? 1 : 0;
  }

  @Override
  public boolean begins(byte[] b, int from, int to) {
    if (Bytes.startsWith(b, from, to, STACK)
        || Bytes.startsWith(b, from, to, MESSAGE)
        || Bytes.startsWith(b, from, to, THIRTY_TWO)) {
      return true;
    }
    return isBody(b, from, to) && (timed <= untimed || prefix.clock() != Clock.Kind.NONE);
  }

  private boolean isBody(byte[] b, int from, int to) {
    prefix.read(b, from, to);
    int body = prefix.body();
    if (Bytes.startsWith(b, body, to, RESUMING)
        || Bytes.startsWith(b, body, to, ENDED)
        || Bytes.startsWith(b, body, to, SIGNAL)
        || Bytes.startsWith(b, body, to, STOPPED)) {
      return true;
    }
    int paren = body;
    while (paren < to && (isLetter(b[paren]) || Bytes.isDigit(b[paren]))) {
      paren++;
    }
    return paren > body && isLetter(b[body]) && paren < to && b[paren] == '(';
  }

  private static boolean isLetter(byte c) {
    return c >= 'a' && c <= 'z' || c == '_';
  }

  /** A mark that ends lines, or a result outside all brackets and quotes, with its duration. */
  @Override
  public boolean closed(byte[] b, int from, int to) {
    int end = to;
    while (end > from && b[end - 1] == ' ') {
      end--;
    }
    if (end - from < 3) {
      return false;
    }
    boolean marked =
        b[end - 1] == '>' && b[end - 2] == '.'
            || b[end - 1] == b[end - 2]
                && b[end - 2] == b[end - 3]
                && (b[end - 1] == '+' || b[end - 1] == '-');
    return marked || measured > 0
        ? marked || b[end - 1] == '>' && Bytes.isDigit(b[end - 2])
        : hasResult(b, from, end);
  }

  private static boolean hasResult(byte[] b, int from, int to) {
    int depth = 0;
    boolean result = false;
    for (int at = from; at < to; at++) {
      switch (b[at]) {
        case '"' -> {
          at++;
          while (at < to && b[at] != '"') {
            at += b[at] == '\\' ? 2 : 1;
          }
          if (at >= to) {
            return false;
          }
        }
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        case '=' -> result |= depth == 0 && at + 2 < to && b[at + 1] == ' ';
        default -> {}
      }
    }
    return result && depth == 0;
  }
}
