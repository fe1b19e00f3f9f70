package org.reapscope.traces;

import java.io.IOException;

/** Reads one opened trace of one dialect. */
public interface TraceReader {
  /**
   * Streams every event to {@code sink} and returns what was learnt about the log as a whole.
   *
   * <p>Bad lines are counted and located in the facts, never thrown. Memory use does not grow with
   * the log.
   *
   * @throws TraceException when the input is not a trace of this dialect at all, or is cut so that
   *     nothing can be read
   * @throws IOException when the input cannot be read
   */
  TraceFacts read(EventSink sink) throws IOException;

  /** The input may only be read on the thread that calls {@link #read}; to be said before. */
  default void stayOnOneThread() {}

  /**
   * The input rests for a while: hands over events that only wait for a next line. Called from
   * within {@link #read}, on its thread; what is read does not depend on it.
   */
  default void pause() {}
}
