package org.reapscope.traces.ftrace;

import org.reapscope.traces.TraceException;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.Unparsed;

/** What trace-cmd's report shows of the options it was made with, and its lines without event. */
final class ReportDialect {
  private static final byte[] CPUS = Bytes.ascii("cpus=");
  private static final byte[] VERSION = Bytes.ascii("version = ");
  private static final byte[] CPU = Bytes.ascii("CPU");
  private static final byte[] EMPTY = Bytes.ascii(" is empty");
  private static final byte[] SUBBUFFER = Bytes.ascii("SUBBUFFER START]");
  private static final byte[] PLUGIN = Bytes.ascii("registering plugin: ");
  private static final int GIVE_UP = 200;
  private static final int SNIFFED_LINES = 400;

  private boolean differences;
  private boolean latency;
  private int decimals = -1;
  private int flags;
  private long events;
  private long strangers;

  /** Takes note of the columns of an event line. */
  void event(ReportPrefix prefix) {
    events++;
    differences = prefix.differences();
    TaskPrefix head = prefix.head();
    latency |= head.latency;
    decimals = head.decimals;
    flags = Math.max(flags, head.flags);
  }

  /** Takes note of a line that is none of the known ones; refuses a file made of nothing else. */
  void stranger(byte[] b, int from, int to) throws TraceException {
    if (events == 0 && ++strangers == GIVE_UP) {
      throw new TraceException(
          "The first "
              + GIVE_UP
              + " lines hold no event as trace-cmd report prints them, such as \""
              + Unparsed.printable(b, from, Math.min(to, from + 60))
              + "\".");
    }
  }

  /** Where a line without event begins behind the name of its file, if it has one. */
  static int behindSource(byte[] b, int from, int to) {
    int colon = Bytes.indexOf(b, from, to, ' ');
    boolean named = colon > from && b[colon - 1] == ':';
    int behind = named ? Bytes.skipBlanks(b, colon, to) : from;
    return named && (isRemark(b, behind, to) || Bytes.startsWith(b, behind, to, CPU))
        ? behind
        : from;
  }

  /** True for a line that trace-cmd adds about the recording itself. */
  static boolean isRemark(byte[] b, int from, int to) {
    return Bytes.startsWith(b, from, to, CPUS)
        || Bytes.startsWith(b, from, to, VERSION)
        || Bytes.startsWith(b, from, to, PLUGIN)
        || Bytes.startsWith(b, from, to, CPU)
            && (Bytes.endsWith(b, from, to, EMPTY) || Bytes.endsWith(b, from, to, SUBBUFFER));
  }

  /** The dialect in words. */
  String words() {
    return "trace-cmd report"
        + (latency ? " -l" : "")
        + (decimals == 9 ? " -t" : "")
        + (differences ? " --ts-diff" : "")
        + (flags > 0 && !latency ? ", " + flags + " flags" : "");
  }

  /** The clock in words. */
  String clock() {
    return Clocks.words(decimals);
  }

  /** How sure it is, 0 to 100, that an input with this beginning is trace-cmd's report. */
  static int sniff(byte[] head, int length) {
    TaskPrefix prefix = new TaskPrefix(true);
    int good = 0;
    int bad = 0;
    boolean cpus = false;
    for (int from = 0; from < length && good + bad < SNIFFED_LINES; ) {
      int end = Bytes.indexOf(head, from, length, '\n');
      int to = end < 0 ? length : end;
      if (prefix.read(head, from, to)) {
        if (spelledByReport(head, prefix, to)) {
          good++;
        } else {
          bad++;
        }
      } else if (Bytes.indexOf(head, from, to, CPUS) >= 0) {
        cpus = true;
      } else if (end >= 0 && to > from && head[from] != '#') {
        bad++;
      }
      from = to + 1;
    }
    if (good == 0) {
      return cpus && bad == 0 ? 60 : 0;
    }
    int share = (cpus ? 95 : 88) * good / (good + bad);
    return Math.max(1, share);
  }

  /** True for bodies that tracefs would not write: a call's event name, padding, -l's columns. */
  private static boolean spelledByReport(byte[] b, TaskPrefix prefix, int to) {
    if (prefix.latency || b[prefix.body] == '(') {
      return true;
    }
    int colon = Bytes.indexOf(b, prefix.body, to, ':');
    boolean padded = colon >= 0 && colon + 2 < to && b[colon + 1] == ' ' && b[colon + 2] == ' ';
    return padded || EventText.isEventOfCall(b, prefix.body, to);
  }
}
