package org.reapscope.traces.perf;

import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.ftrace.Clocks;
import org.reapscope.traces.ftrace.Diary;
import org.reapscope.traces.ftrace.EventText;
import org.reapscope.traces.ftrace.TaskTracker;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.LineReader;

/** Tells the kinds of lines of perf script apart and hands each to its reader. */
final class PerfScriptLine {
  private static final byte[] RECORD = Bytes.ascii("PERF_RECORD_");
  private static final int SNIFFED_LINES = 400;

  private final LineReader lines;
  private final TaskTracker tracker;
  private final Diary diary;
  private final EventText text;
  private final PerfRecord record;
  private final PerfScriptPrefix prefix = new PerfScriptPrefix();
  private int decimals = -1;
  private boolean records;
  private boolean groups;

  PerfScriptLine(LineReader lines, TaskTracker tracker, Diary diary) {
    this.lines = lines;
    this.tracker = tracker;
    this.diary = diary;
    text = new EventText(tracker);
    record = new PerfRecord(tracker);
  }

  /** Reads the current line. */
  void read() {
    byte[] b = lines.buffer();
    int from = lines.start();
    int to = lines.end();
    diary.line();
    if (!prefix.read(b, from, to)) {
      if (!isOther(b, from, to)) {
        diary.unparsed().add(lines.line(), b, from, to, "comm tid [cpu] time: system:event: ...");
      }
      return;
    }
    decimals = prefix.decimals;
    groups |= prefix.group > 0;
    EventText.Verdict verdict;
    if (Bytes.startsWith(b, prefix.body, to, RECORD)) {
      records = true;
      verdict = record.read(lines.line(), prefix, b, prefix.body + RECORD.length, to);
    } else {
      tracker.at(lines.line(), prefix.time, prefix.tid, prefix.group, prefix.cpu);
      tracker.column(b, prefix.commFrom, prefix.commTo);
      verdict = text.read(b, event(b, prefix.body, to), to);
    }
    if (verdict == EventText.Verdict.MALFORMED) {
      diary.unparsed().add(lines.line(), b, from, to, "a known event with other fields");
    }
  }

  /** Where the event's own name begins: behind a sample period and {@code system:}. */
  static int event(byte[] b, int from, int to) {
    int digits = Bytes.skipDigits(b, from, to);
    int at = digits < to && b[digits] == ' ' ? Bytes.skipBlanks(b, digits, to) : from;
    int end = at;
    while (end < to && (b[end] >= 'a' && b[end] <= 'z' || b[end] == '_' || b[end] == '-')) {
      end++;
    }
    boolean system = end > at && end + 1 < to && b[end] == ':' && b[end + 1] != ' ';
    return system ? end + 1 : at;
  }

  /** Blank lines, headers, and the frames of a stack, which start with blanks and an address. */
  private static boolean isOther(byte[] b, int from, int to) {
    int at = Bytes.skipBlanks(b, from, to);
    if (at == to || b[from] == '#') {
      return true;
    }
    boolean indented = b[from] == '\t' || at - from >= 4;
    return indented && (b[from] == '\t' || Bytes.isDigit(b[at]) || b[at] >= 'a' && b[at] <= 'f');
  }

  /** What was learnt, once the last line has been read. */
  TraceFacts facts() {
    tracker.end();
    String dialect =
        "perf script"
            + (groups ? ", pid/tid" : ", tid")
            + (decimals == 9 ? " --ns" : "")
            + (records ? " --show-task-events" : "");
    return diary.facts("perf-script", dialect, Clocks.words(decimals));
  }

  /** How sure it is, 0 to 100, that an input with this beginning is perf script's text. */
  static int sniff(byte[] head, int length) {
    PerfScriptPrefix prefix = new PerfScriptPrefix();
    int good = 0;
    int bad = 0;
    for (int from = 0; from < length && good + bad < SNIFFED_LINES; ) {
      int end = Bytes.indexOf(head, from, length, '\n');
      int to = end < 0 ? length : end;
      if (prefix.read(head, from, to)) {
        boolean named =
            event(head, prefix.body, to) > prefix.body
                || Bytes.startsWith(head, prefix.body, to, RECORD);
        good += named ? 1 : 0;
        bad += named ? 0 : 1;
      } else if (end >= 0 && to > from && !isOther(head, from, to)) {
        bad++;
      }
      from = to + 1;
    }
    return good == 0 ? 0 : 92 * good / (good + bad);
  }
}
