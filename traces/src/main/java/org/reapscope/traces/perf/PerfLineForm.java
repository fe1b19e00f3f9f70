package org.reapscope.traces.perf;

import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.unwrap.LineForm;

/** How lines of perf script and perf trace begin; where they end they do not tell. */
public final class PerfLineForm implements LineForm {
  private static final byte[] LOST = Bytes.ascii("LOST ");

  private static final int COMM_WIDTH = 16;

  private final boolean trace;
  private final PerfScriptPrefix script = new PerfScriptPrefix();
  private final PerfTracePrefix call = new PerfTracePrefix();

  /**
   * The form of one of the two.
   *
   * @param trace perf trace's
   */
  public PerfLineForm(boolean trace) {
    this.trace = trace;
  }

  @Override
  public boolean begins(byte[] b, int from, int to) {
    return (trace ? call.read(b, from, to) : script.read(b, from, to))
        || from < to && (b[from] == '#' || b[from] == '\t')
        || Bytes.startsWith(b, from, to, LOST);
  }

  /** Any text could be a command name, but for its width. */
  @Override
  public boolean isBare(byte[] b, int from, int to) {
    return trace || !script.read(b, from, to)
        ? begins(b, from, to)
        : script.commTo - from <= COMM_WIDTH;
  }

  @Override
  public boolean closed(byte[] b, int from, int to) {
    return false;
  }
}
