package org.reapscope.traces.ftrace;

import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.unwrap.LineForm;

/** How lines of tracefs and of trace-cmd's report begin; where they end they do not tell. */
public final class KernelLineForm implements LineForm {
  private static final byte[] CPU = Bytes.ascii("CPU:");
  private static final byte[] CPUS = Bytes.ascii("cpus=");

  /** How a line of a stack begins, which the options stacktrace and -T add. */
  static final byte[] STACK = Bytes.ascii("=>");

  private static final int COMM_WIDTH = 16;

  private final TaskPrefix prefix;

  /**
   * The form of one of the two.
   *
   * @param report trace-cmd's, which has more columns
   */
  public KernelLineForm(boolean report) {
    prefix = new TaskPrefix(report);
  }

  @Override
  public boolean begins(byte[] b, int from, int to) {
    int at = Bytes.skipBlanks(b, from, to);
    return prefix.read(b, from, to)
        || at < to && b[at] == '#'
        || Bytes.startsWith(b, at, to, CPU)
        || Bytes.startsWith(b, at, to, CPUS)
        || Bytes.startsWith(b, at, to, STACK);
  }

  /** Any text could be a command name, but for its width. */
  @Override
  public boolean isBare(byte[] b, int from, int to) {
    return prefix.read(b, from, to)
        ? prefix.commTo - from <= COMM_WIDTH
        : to > from && b[from] == '#' || begins(b, from, to);
  }

  @Override
  public boolean closed(byte[] b, int from, int to) {
    return false;
  }
}
