package org.reapscope.traces.strace;

import java.io.InputStream;
import org.reapscope.traces.Dialect;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.unwrap.LineForm;

/** What strace writes. */
public final class StraceText implements Dialect {
  @Override
  public int score(byte[] head) {
    return StraceReader.sniff(head, head.length);
  }

  @Override
  public TraceReader open(InputStream in) {
    return new StraceReader(in);
  }

  @Override
  public LineForm form() {
    return new StraceForm();
  }
}
