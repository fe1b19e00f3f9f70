package org.reapscope.traces.strace;

import java.util.Arrays;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.scan.Bytes;

/**
 * Reads {@code --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=812, ...} ---}.
 *
 * <p>Up to the sender's number a line is mostly the same as the last, byte for byte: then its
 * signal and code are too. A status that stands before the number is not in such a beginning.
 */
final class SignalNotices {
  private static final byte[] SI_CODE = Bytes.ascii("si_code=");
  private static final byte[] SI_PID = Bytes.ascii("si_pid=");
  private static final byte[] SI_STATUS = Bytes.ascii("si_status=");
  private static final int LONGEST = 256;
  private static final int NAME = "--- ".length();

  private byte[] beginning = new byte[0];
  private int signal;
  private int code;

  /** The signal or stop that the range tells of. */
  ProcessEvent read(long line, long time, int tid, byte[] b, int from, int to) {
    if (Notices.isStop(b, from, to)) {
      return Notices.stop(line, time, tid, b, from, to);
    }
    int length = beginning.length;
    if (length == 0 || !Bytes.startsWith(b, from, to, beginning)) {
      return readAny(line, time, tid, b, from, to);
    }
    int pid = from + length;
    return delivered(line, time, tid, b, pid, Bytes.indexOf(b, pid, to, SI_STATUS), to);
  }

  private SignalDelivered readAny(long line, long time, int tid, byte[] b, int from, int to) {
    int codeAt = Bytes.indexOf(b, from, to, SI_CODE);
    int pidAt = Bytes.indexOf(b, from, to, SI_PID);
    int statusAt = Bytes.indexOf(b, from, to, SI_STATUS);
    signal = Signals.number(b, from + NAME, to);
    code = codeAt < 0 ? Call.UNKNOWN : Signals.code(b, codeAt + SI_CODE.length, to);
    int pid = pidAt < 0 ? -1 : pidAt + SI_PID.length;
    boolean ordered = codeAt >= 0 && codeAt < pidAt && (statusAt < 0 || statusAt > pidAt);
    beginning = ordered && pid - from < LONGEST ? Arrays.copyOfRange(b, from, pid) : new byte[0];
    return delivered(line, time, tid, b, pid, statusAt, to);
  }

  private SignalDelivered delivered(
      long line, long time, int tid, byte[] b, int pid, int statusAt, int to) {
    int status = statusAt < 0 ? -1 : Signals.number(b, statusAt + SI_STATUS.length, to);
    return new SignalDelivered(
        line,
        time,
        tid,
        signal,
        code,
        pid < 0 ? 0 : Notices.positive(Bytes.number(b, pid, to)),
        status == Call.UNKNOWN ? -1 : status);
  }
}
