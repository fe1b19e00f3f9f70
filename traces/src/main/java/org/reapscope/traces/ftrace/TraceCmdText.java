package org.reapscope.traces.ftrace;

import java.io.InputStream;
import org.reapscope.traces.Dialect;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.unwrap.LineForm;

/** What {@code trace-cmd report} prints. */
public final class TraceCmdText implements Dialect {
  @Override
  public int score(byte[] head) {
    return TraceCmdReader.sniff(head, head.length);
  }

  @Override
  public TraceReader open(InputStream in) {
    return new TraceCmdReader(in);
  }

  @Override
  public LineForm form() {
    return new KernelLineForm(true);
  }
}
