package org.reapscope.traces.ftrace.dat;

import java.io.InputStream;
import org.reapscope.traces.Dialect;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.unwrap.LineForm;

/** The file that {@code trace-cmd record} writes. */
public final class TraceDat implements Dialect {
  @Override
  public int score(byte[] head) {
    return TraceDatReader.sniff(head, head.length);
  }

  @Override
  public TraceReader open(InputStream in) {
    return new TraceDatReader(in);
  }

  @Override
  public LineForm form() {
    return LineForm.NONE;
  }
}
