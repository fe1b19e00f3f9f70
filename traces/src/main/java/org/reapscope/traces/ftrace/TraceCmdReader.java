package org.reapscope.traces.ftrace;

import java.io.IOException;
import java.io.InputStream;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.scan.LineReader;

/**
 * Reads the text of {@code trace-cmd report}.
 *
 * <pre>
 * file   = { "cpus=" count | event | loss | remark }
 * event  = [ source ": " ] comm "-" tid cpu [ flags ] time ":" [ "(+" delta ")" ] name ":" fields
 * cpu    = "[" digits "]"                 with -l: digits, the flags glued to them
 * time   = seconds "." fraction           six digits, nine with -t; --raw-ts: one integer
 * source = file or buffer instance, where there are several
 * loss   = "CPU:" cpu " [" [ count " " ] "EVENTS DROPPED]"
 * </pre>
 */
public final class TraceCmdReader implements TraceReader {
  private final InputStream in;

  /** Reads {@code in}, already decompressed, and closes it. */
  public TraceCmdReader(InputStream in) {
    this.in = in;
  }

  /** How sure it is, 0 to 100, that an input with this beginning is trace-cmd's report. */
  public static int sniff(byte[] head, int length) {
    return ReportDialect.sniff(head, length);
  }

  @Override
  public TraceFacts read(EventSink sink) throws IOException {
    Diary diary = new Diary();
    try (LineReader lines = new LineReader(in)) {
      ReportLine line = new ReportLine(lines, new TaskTracker(sink, diary, false), diary);
      while (lines.next()) {
        line.read();
      }
      if (diary.lines() == 0) {
        throw new TraceException("The input is empty; expected the text of trace-cmd report.");
      }
      if (!lines.terminated()) {
        diary.incomplete();
      }
      return line.facts();
    }
  }
}
