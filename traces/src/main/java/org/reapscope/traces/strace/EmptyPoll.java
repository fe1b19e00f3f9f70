package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Call.Wait.Descriptor;
import org.reapscope.traces.scan.Bytes;

/**
 * Reads {@code wait4(PID, 0xADDRESS, WNOHANG, NULL) = 0 <duration>} without cutting arguments: the
 * line that makes up most of a log in which somebody polls many children.
 */
final class EmptyPoll {
  private static final int WNOHANG = 1;
  private static final byte[] REST = Bytes.ascii(", WNOHANG, NULL)");
  private static final int MOST_DIGITS = 9;

  /** The calls made last, by pid: whoever polls asks after the same children again and again. */
  private final Call.@Nullable Wait[] recent = new Call.Wait[1 << 10];

  private int pid;
  private long duration;

  /** Reads a call from after its opening parenthesis; false when it is any other. */
  boolean read(byte[] b, int from, int to) {
    int at = from;
    int value = 0;
    while (at < to && Bytes.isDigit(b[at])) {
      value = value * 10 + (b[at++] - '0');
    }
    if (at == from || at - from > MOST_DIGITS || at + 4 > to || b[at] != ',') {
      return false;
    }
    pid = value;
    at += b[at + 1] == ' ' ? 2 : 1;
    if (b[at] != '0' || b[at + 1] != 'x') {
      return false;
    }
    at += 2;
    while (at < to && Bytes.hexDigit(b[at]) >= 0) {
      at++;
    }
    if (!Bytes.startsWith(b, at, to, REST)) {
      return false;
    }
    at = Bytes.skipBlanks(b, at + REST.length, to);
    return at + 2 < to
        && b[at - 1] == ' '
        && b[at] == '='
        && b[at + 1] == ' '
        && b[at + 2] == '0'
        && readEnd(b, at + 3, to);
  }

  private boolean readEnd(byte[] b, int from, int to) {
    if (from == to) {
      duration = -1;
      return true;
    }
    int digits = from + 2;
    int at = digits;
    while (at < to && (Bytes.isDigit(b[at]) || b[at] == '.')) {
      at++;
    }
    if (at == digits || at + 1 != to || b[at] != '>' || b[from] != ' ' || b[from + 1] != '<') {
      return false;
    }
    duration = Clock.seconds(b, digits, at);
    return true;
  }

  /** The call that was read. */
  Call call() {
    int slot = pid & recent.length - 1;
    Call.Wait call = recent[slot];
    if (call == null || call.id() != pid) {
      call = new Call.Wait("wait4", -1, pid, 0, WNOHANG, Descriptor.UNSHOWN, 0, null, true, null);
      recent[slot] = call;
    }
    return call;
  }

  /** Nanoseconds spent in it, -1 when not shown. */
  long duration() {
    return duration;
  }
}
