package org.reapscope.traces.ftrace;

import java.io.InputStream;
import org.reapscope.traces.Dialect;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.unwrap.LineForm;

/** What the kernel's own files in tracefs show. */
public final class TracefsText implements Dialect {
  @Override
  public int score(byte[] head) {
    return FtraceReader.sniff(head, head.length);
  }

  @Override
  public TraceReader open(InputStream in) {
    return new FtraceReader(in);
  }

  @Override
  public LineForm form() {
    return new KernelLineForm(false);
  }
}
