package org.reapscope.traces.ftrace;

import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.LineReader;

/** Tells the kinds of tracefs lines apart and hands each to its reader. */
final class FtraceLine {
  private final LineReader lines;
  private final TaskTracker tracker;
  private final Diary diary;
  private final EventText text;
  private final LossLine loss;
  private final TaskPrefix prefix = new TaskPrefix(false);
  private final FtraceDialect dialect = new FtraceDialect();
  private final RecordOrder order = new RecordOrder();

  FtraceLine(LineReader lines, TaskTracker tracker, Diary diary) {
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
      dialect.event(prefix, b, to);
      order.record(lines.line(), prefix.cpu, prefix.decimals == 0 ? prefix.counter : prefix.time);
      tracker.at(lines.line(), prefix.time, prefix.tid, prefix.group, prefix.cpu);
      tracker.column(b, prefix.commFrom, prefix.commTo);
      if (text.read(b, prefix.body, to) == EventText.Verdict.MALFORMED) {
        diary.unparsed().add(lines.line(), b, from, to, "a known event with other fields");
      }
    } else if (!other(b, Bytes.skipBlanks(b, from, to), to)) {
      diary.unparsed().add(lines.line(), b, from, to, "comm-pid [cpu] time: event");
      dialect.stranger(b, from, to);
    }
  }

  private boolean other(byte[] b, int from, int to) throws TraceException {
    if (from == to || Bytes.startsWith(b, from, to, KernelLineForm.STACK)) {
      return true;
    }
    if (b[from] == '#') {
      long overwritten = dialect.header(b, from, to);
      if (overwritten > 0) {
        tracker.lost(lines.line(), -1, overwritten);
      }
      return true;
    }
    return loss.read(lines.line(), b, from, to);
  }

  /** What was learnt, once the last line has been read. */
  TraceFacts facts() {
    tracker.end();
    return diary.facts("ftrace", dialect.words(), dialect.clock());
  }
}
