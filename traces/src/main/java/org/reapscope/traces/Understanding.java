package org.reapscope.traces;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.unwrap.Unwrapper.Understood;

/** What the readers make of the first lines of an input. */
final class Understanding {
  private Understanding() {}

  /** Reads a text in the format that it looks most like, or in the one that is given. */
  static Understood of(byte[] text, @Nullable TraceFormat forced) {
    TraceFormat format = forced == null ? TraceFormat.detect(text).orElse(null) : forced;
    if (format == null || text.length == 0) {
      return Understood.NOTHING;
    }
    try {
      Told told = new Told();
      TraceFacts facts = format.open(new ByteArrayInputStream(text)).read(told);
      return new Understood(told.events, facts.unparsed(), format.form());
    } catch (IOException refused) {
      return Understood.NOTHING;
    }
  }

  /** Counts what happened; a name that changes with each line is no sign of understanding. */
  private static final class Told implements EventSink {
    private long events;

    @Override
    public void accept(ProcessEvent event) {
      if (!(event instanceof TaskNamed)) {
        events++;
      }
    }
  }
}
