package org.reapscope.cli.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/** A recording under way. */
interface Recording extends Closeable {
  /** The log as it is written; ends after the recording. */
  InputStream text();

  /** Whether the tracer writes the file itself, so that {@link #text} need not be. */
  boolean writesFile();

  /** Whether there is nothing left to record. */
  boolean ended();

  /** The program that was started, 0 for none or not known yet; {@code tally} is of its log. */
  long root(LogTally tally);

  /** Exit status of the program that was started, once the recording has ended. */
  int status();

  /** The tracing process, 0 for none. */
  long tracer();

  /** Threads that are followed and alive; empty when only the log knows. */
  Set<Long> followed();

  /** Events lost so far. */
  long lost();

  /** Stops recording and lets what is recorded go on. */
  void letGo() throws IOException;

  /** The tracer and its options, for the sidecar. */
  List<String> command();

  /** Version of the tracer, empty when it has none of its own. */
  String version();
}
