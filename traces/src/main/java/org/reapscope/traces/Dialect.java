package org.reapscope.traces;

import java.io.InputStream;
import org.reapscope.traces.unwrap.LineForm;

/** One form in which logs are written: how to recognise it, who reads it, how its lines look. */
public interface Dialect {
  /** How much the first bytes of an input look like it, 0 to 100. */
  int score(byte[] head);

  /** Opens {@code in} as a log of this form. */
  TraceReader open(InputStream in);

  /** How its lines begin and end. */
  LineForm form();
}
