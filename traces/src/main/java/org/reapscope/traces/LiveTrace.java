package org.reapscope.traces;

import java.io.IOException;

/** A log that is read while it is written. */
public final class LiveTrace {
  private final LiveInput input;
  private final TraceReader reader;

  LiveTrace(LiveInput input, TraceReader reader) {
    this.input = input;
    this.reader = reader;
  }

  /**
   * Streams events to {@code sink} until the log ends, as {@link TraceReader#read} does, and tells
   * {@code beat} every {@link LiveInput#BEAT}, when all lines that are there have been handed over.
   */
  public TraceFacts read(EventSink sink, Runnable beat) throws IOException {
    reader.stayOnOneThread();
    input.onBeat(
        () -> {
          reader.pause();
          beat.run();
        });
    return reader.read(sink);
  }
}
