package org.reapscope.traces.ftrace;

import java.io.IOException;
import java.io.InputStream;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.scan.LineReader;

/**
 * Reads the text of tracefs' {@code trace} and {@code trace_pipe}.
 *
 * <pre>
 * file    = { header | event | loss | stack }
 * header  = "#" text          ("# entries-in-buffer/entries-written: 812/90210   #P:4" counts loss)
 * event   = comm "-" tid [ "(" tgid | dashes ")" ] "[" cpu "]" [ flags ] time ":" body
 * loss    = "CPU:" cpu " [LOST " [ count " " ] "EVENTS]"
 * stack   = " =&gt; " symbol
 * </pre>
 */
public final class FtraceReader implements TraceReader {
  private static final byte[] STACK = Bytes.ascii("=>");

  private final InputStream in;
  private final TaskPrefix prefix = new TaskPrefix();
  private final FtraceDialect dialect = new FtraceDialect();

  /** Reads {@code in}, already decompressed, and closes it. */
  public FtraceReader(InputStream in) {
    this.in = in;
  }

  /** How sure it is, 0 to 100, that an input with this beginning is tracefs text. */
  public static int sniff(byte[] head, int length) {
    return FtraceDialect.sniff(head, length);
  }

  @Override
  public TraceFacts read(EventSink sink) throws IOException {
    Diary diary = new Diary();
    TaskTracker tracker = new TaskTracker(sink, diary, false);
    EventText text = new EventText(tracker);
    LossLine loss = new LossLine(tracker);
    try (LineReader lines = new LineReader(in)) {
      while (lines.next()) {
        diary.line();
        byte[] b = lines.buffer();
        int from = lines.start();
        int to = lines.end();
        if (prefix.read(b, from, to)) {
          dialect.event(prefix, b, to);
          tracker.at(lines.line(), prefix.time, prefix.tid, prefix.group, prefix.cpu);
          tracker.column(b, prefix.commFrom, prefix.commTo);
          if (text.read(b, prefix.body, to) == EventText.Verdict.MALFORMED) {
            diary.unparsed().add(lines.line(), b, from, to, "a known event with other fields");
          }
        } else if (!other(lines, tracker, loss)) {
          diary.unparsed().add(lines.line(), b, from, to, "comm-pid [cpu] time: event");
          dialect.stranger(b, from, to);
        }
      }
      if (!lines.terminated()) {
        diary.incomplete();
      }
    }
    if (diary.lines() == 0) {
      throw new TraceException("The input is empty; expected the text of tracefs' trace file.");
    }
    tracker.end();
    return diary.facts("ftrace", dialect.words(), dialect.clock());
  }

  private boolean other(LineReader lines, TaskTracker tracker, LossLine loss)
      throws TraceException {
    byte[] b = lines.buffer();
    int to = lines.end();
    int at = Bytes.skipBlanks(b, lines.start(), to);
    if (at == to || Bytes.startsWith(b, at, to, STACK)) {
      return true;
    }
    if (b[at] == '#') {
      long overwritten = dialect.header(b, at, to);
      if (overwritten > 0) {
        tracker.lost(lines.line(), -1, overwritten);
      }
      return true;
    }
    return loss.read(lines.line(), b, at, to);
  }
}
