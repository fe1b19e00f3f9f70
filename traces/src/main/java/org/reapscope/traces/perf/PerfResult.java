package org.reapscope.traces.perf;

import org.reapscope.traces.ftrace.Arguments;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.NameTable;
import org.reapscope.traces.strace.Errnos;

/** Reads what perf trace prints behind "=" as the kernel's return value. */
final class PerfResult {
  private static final byte[] FAILED = Bytes.ascii("-1 ");
  private static final byte[] STRERROR = Bytes.ascii("strerror_r(");

  private PerfResult() {}

  /** The return value, negative errors as the kernel returns them; MISSING for none. */
  static long value(byte[] b, int from, int to) {
    if (!Bytes.startsWith(b, from, to, FAILED)) {
      return Bytes.number(b, from, to) == Bytes.MISSING
          ? Arguments.MISSING
          : Bytes.number(b, from, to);
    }
    int name = from + FAILED.length;
    int blank = Bytes.indexOf(b, name, to, ' ');
    long errno = Errnos.number(b, name, blank < 0 ? to : blank);
    if (errno != NameTable.MISSING) {
      return -errno;
    }
    // Errors that user space never sees, such as ERESTARTSYS, have no name: perf tells the number.
    int failure = Bytes.indexOf(b, name, to, STRERROR);
    long number = failure < 0 ? -1 : Bytes.number(b, failure + STRERROR.length, to);
    return number > 0 && number <= Errnos.LAST ? -number : Arguments.MISSING;
  }
}
