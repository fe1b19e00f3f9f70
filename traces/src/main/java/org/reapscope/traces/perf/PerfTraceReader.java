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
 * Reads the text of {@code perf trace}.
 *
 * <pre>
 * file  = { call | begin | end | event | loss | stack } [ summary ]
 * head  = ( milliseconds | "?" ) "(" [ duration " ms" ] "):" comm "/" tid
 * call  = head name "(" arguments ")" "=" result         the time is that of the call's beginning
 * begin = head name "(" arguments ")" "..."
 * end   = head "... [continued]: " name "())" "=" result
 * event = head system ":" name "(" fields ")"
 * loss  = "LOST " count " events!"
 * </pre>
 *
 * <p>Arguments and fields of value zero are left out. Before perf 6.16 a call that returns a pid
 * prints nothing behind "=" when perf does not know that pid. Events come in the order of their
 * times, since perf trace prints one CPU's lines after the other's.
 */
public final class PerfTraceReader implements TraceReader {
  private final InputStream in;

  /** Reads {@code in}, already decompressed, and closes it. */
  public PerfTraceReader(InputStream in) {
    this.in = in;
  }

  /** How sure it is, 0 to 100, that an input with this beginning is perf trace's text. */
  public static int sniff(byte[] head, int length) {
    return PerfTraceLine.sniff(head, length);
  }

  @Override
  public TraceFacts read(EventSink sink) throws IOException {
    Diary diary = new Diary();
    PerfTraceLine line = new PerfTraceLine(new TaskTracker(sink, diary, true), diary);
    TimeOrder order = new TimeOrder();
    try (LineReader lines = new LineReader(in)) {
      while (lines.next()) {
        diary.line();
        byte[] b = lines.buffer();
        if (line.isTimed(lines.line(), b, lines.start(), lines.end())) {
          line.read(order.push(line.time(), lines.line(), b, lines.start(), lines.end()));
        }
      }
      for (TimeOrder.Line next = order.poll(); next != null; next = order.poll()) {
        line.read(next);
      }
      if (diary.lines() == 0) {
        throw new TraceException("The input is empty; expected the text of perf trace.");
      }
      if (!lines.terminated()) {
        diary.incomplete();
      }
      return line.facts();
    }
  }
}
