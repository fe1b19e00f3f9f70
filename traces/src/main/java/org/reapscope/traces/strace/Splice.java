package org.reapscope.traces.strace;

import java.util.Arrays;
import org.reapscope.traces.scan.Bytes;

/**
 * A line of the standard error stream that something was printed into: strace's own message
 * ("...SIGCHLDstrace: Process 900 attached") or the program's output. The rest of the call follows
 * on a line without a prefix.
 */
final class Splice {
  private static final byte[] MESSAGE = Bytes.ascii("strace: ");
  private static final byte[] PROCESS = Bytes.ascii("Process ");
  private static final byte[] ATTACHED = Bytes.ascii(" attached");
  private static final byte[] DETACHED = Bytes.ascii(" detached");

  private byte[] head = new byte[0];
  private long line;
  private boolean pending;

  /** Where strace's own message begins in the range, or -1. */
  static int message(byte[] b, int from, int to) {
    int at = Bytes.indexOf(b, from, to, MESSAGE);
    if (at >= 0) {
      return startOfPath(b, from, at);
    }
    at = Bytes.indexOf(b, from, to, PROCESS);
    if (at < 0) {
      return -1;
    }
    int end = Bytes.skipDigits(b, at + PROCESS.length, to);
    boolean tells =
        Bytes.startsWith(b, end, to, ATTACHED) || Bytes.startsWith(b, end, to, DETACHED);
    return end > at + PROCESS.length && tells ? at : -1;
  }

  /** The message begins with strace's argv[0], which may be a path. */
  private static int startOfPath(byte[] b, int from, int name) {
    int start = name;
    int at = name;
    while (at > from && isPathByte(b[at - 1])) {
      at--;
      if (b[at] == '/') {
        start = at;
      }
    }
    return start;
  }

  private static boolean isPathByte(byte c) {
    return c == '/' || c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit((char) c);
  }

  /** The number in "Process 900 attached", 0 when the message says something else. */
  static int attached(byte[] b, int from, int to) {
    int at = Bytes.indexOf(b, from, to, PROCESS);
    if (at < 0) {
      return 0;
    }
    int digits = at + PROCESS.length;
    int end = Bytes.skipDigits(b, digits, to);
    long number = Bytes.number(b, digits, end);
    boolean attached = Bytes.startsWith(b, end, to, ATTACHED);
    return attached && number > 0 && number <= Integer.MAX_VALUE ? (int) number : 0;
  }

  /** Remembers the range as the head of a call. */
  void begin(byte[] b, int from, int to, long number) {
    head = Arrays.copyOfRange(b, from, to);
    line = number;
    pending = true;
  }

  boolean pending() {
    return pending;
  }

  /** Line of the head. */
  long line() {
    return line;
  }

  /** The head alone; nothing is pending afterwards. */
  byte[] drop() {
    pending = false;
    return head;
  }

  /** True when the range can be the rest of a call: {@code , ...}, {@code )...}, {@code <un...}. */
  static boolean continues(byte[] b, int from, int to) {
    if (from >= to) {
      return false;
    }
    return b[from] == ','
        || b[from] == ')'
        || b[from] == ' ' && to > from + 1 && (b[from + 1] == '<' || b[from + 1] == '=');
  }

  /** True when the range ends a call: a closing parenthesis, blanks, an equals sign. */
  static boolean closes(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      if (b[at] == ')') {
        int next = Bytes.skipBlanks(b, at + 1, to);
        if (next < to && next > at + 1 && b[next] == '=') {
          return true;
        }
      }
    }
    return false;
  }

  /** The head and the range as one line. */
  byte[] join(byte[] b, int from, int to) {
    pending = false;
    byte[] whole = Arrays.copyOf(head, head.length + to - from);
    System.arraycopy(b, from, whole, head.length, to - from);
    return whole;
  }

  /** End of the last argument before the text that the program printed into the line. */
  static int lastSeparator(byte[] b, int paren, int to) {
    for (int at = to - 2; at > paren; at--) {
      if (b[at] == ',' && b[at + 1] == ' ') {
        return at + 2;
      }
    }
    return paren + 1;
  }
}
