package org.reapscope.traces.perf;

import java.io.InputStream;
import org.reapscope.traces.Dialect;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.unwrap.LineForm;

/** What {@code perf trace} prints. */
public final class PerfTraceText implements Dialect {
  @Override
  public int score(byte[] head) {
    return PerfTraceReader.sniff(head, head.length);
  }

  @Override
  public TraceReader open(InputStream in) {
    return new PerfTraceReader(in);
  }

  @Override
  public LineForm form() {
    return new PerfLineForm(true);
  }
}
