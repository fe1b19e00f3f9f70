package org.reapscope.traces.ftrace;

import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.LineReader;

/** Tells the kinds of lines of trace-cmd's report apart and hands each to its reader. */
final class ReportLine {
  private final LineReader lines;
  private final TaskTracker tracker;
  private final Diary diary;
  private final EventText text;
  private final LossLine loss;
  private final ReportPrefix prefix = new ReportPrefix();
  private final ReportDialect dialect = new ReportDialect();

  ReportLine(LineReader lines, TaskTracker tracker, Diary diary) {
    this.lines = lines;
    this.tracker = tracker;
    this.diary = diary;
    text = new EventText(tracker);
    loss = new LossLine(tracker);
  }

  /** Reads the current line. */
  void read() throws TraceException {
    byte[] b = lines.buffer();
    int from = lines.start();
    int to = lines.end();
    diary.line();
    if (prefix.read(b, from, to)) {
      TaskPrefix head = prefix.head();
      dialect.event(prefix);
      tracker.at(lines.line(), head.time, head.tid, head.group, head.cpu);
      if (!head.latency) {
        tracker.column(b, head.commFrom, head.commTo);
      }
      if (text.read(b, prefix.body(), to) == EventText.Verdict.MALFORMED) {
        diary.unparsed().add(lines.line(), b, from, to, "a known event with other fields");
      }
    } else if (!other(b, Bytes.skipBlanks(b, from, to), to)) {
      diary.unparsed().add(lines.line(), b, from, to, "comm-pid [cpu] time: event: fields");
      dialect.stranger(b, from, to);
    }
  }

  private boolean other(byte[] b, int from, int to) {
    return from == to
        || Bytes.startsWith(b, from, to, KernelLineForm.STACK)
        || loss.read(lines.line(), b, ReportDialect.behindSource(b, from, to), to)
        || ReportDialect.isRemark(b, ReportDialect.behindSource(b, from, to), to);
  }

  /** What was learnt, once the last line has been read. */
  TraceFacts facts() {
    tracker.end();
    prefix.sourcesNote().ifPresent(diary::note);
    return diary.facts("trace-cmd", dialect.words(), dialect.clock());
  }
}
