package org.reapscope.traces.perf;

import java.io.IOException;
import java.io.InputStream;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.ftrace.Diary;
import org.reapscope.traces.ftrace.TaskTracker;
import org.reapscope.traces.scan.LineReader;

/**
 * Reads the text of {@code perf script}.
 *
 * <pre>
 * file   = { header | event | record | stack }
 * header = "#" text
 * event  = comm [ pid "/" ] tid [ "[" cpu "]" ] time ":" [ period ] system ":" name ":" fields
 * record = comm ... time ":" "PERF_RECORD_" kind ...     with --show-task-events, -lost-events
 * stack  = blanks address symbol
 * </pre>
 */
public final class PerfScriptReader implements TraceReader {
  private final InputStream in;

  /** Reads {@code in}, already decompressed, and closes it. */
  public PerfScriptReader(InputStream in) {
    this.in = in;
  }

  /** How sure it is, 0 to 100, that an input with this beginning is perf script's text. */
  public static int sniff(byte[] head, int length) {
    return PerfScriptLine.sniff(head, length);
  }

  @Override
  public TraceFacts read(EventSink sink) throws IOException {
    Diary diary = new Diary();
    try (LineReader lines = new LineReader(in)) {
      PerfScriptLine line = new PerfScriptLine(lines, new TaskTracker(sink, diary, true), diary);
      while (lines.next()) {
        line.read();
      }
      if (diary.lines() == 0) {
        throw new TraceException("The input is empty; expected the text of perf script.");
      }
      if (!lines.terminated()) {
        diary.incomplete();
      }
      return line.facts();
    }
  }
}
