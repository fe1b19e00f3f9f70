package org.reapscope.traces;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
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
      TraceReader reader = format.open(new ByteArrayInputStream(text));
      reader.stayOnOneThread();
      TraceFacts facts = reader.read(told);
      return new Understood(told.events, facts.unparsed(), format.form());
    } catch (IOException refused) {
      return Understood.NOTHING;
    }
  }

  /**
   * Counts what happened. A name that changes with each line is no sign of understanding, nor is
   * the closing of what is not seen to be a file.
   */
  private static final class Told implements EventSink {
    private long events;

    @Override
    public void accept(ProcessEvent event) {
      boolean closes = event instanceof CallReturned call && call.call() instanceof Call.Close;
      if (!(event instanceof TaskNamed) && !closes) {
        events++;
      }
    }
  }
}
