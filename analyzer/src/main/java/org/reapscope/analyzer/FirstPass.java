package org.reapscope.analyzer;

import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;

/** A reading of a log that has to come before the analysis proper reads it again. */
public interface FirstPass extends EventSink {
  /** Ends the pass; the analysis that is to read the same log next. */
  Analysis then(TraceFacts facts);
}
