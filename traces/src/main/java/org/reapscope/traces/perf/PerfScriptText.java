package org.reapscope.traces.perf;

import java.io.InputStream;
import org.reapscope.traces.Dialect;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.unwrap.LineForm;

/** What {@code perf script} prints. */
public final class PerfScriptText implements Dialect {
  @Override
  public int score(byte[] head) {
    return PerfScriptReader.sniff(head, head.length);
  }

  @Override
  public TraceReader open(InputStream in) {
    return new PerfScriptReader(in);
  }

  @Override
  public LineForm form() {
    return new PerfLineForm(false);
  }
}
