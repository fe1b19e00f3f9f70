package org.reapscope.traces.ftrace;

import org.reapscope.traces.TraceException;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.Unparsed;

/** What tracefs text shows of how it was made: its header, its columns, and what is refused. */
final class FtraceDialect {
  private static final byte[] ENTRIES = Bytes.ascii("# entries-in-buffer/entries-written: ");
  private static final byte[] LATENCY = Bytes.ascii(" latency trace v");
  private static final byte[] TRACER = Bytes.ascii("# tracer: ");
  private static final byte[] HEX_VALUE = Bytes.ascii(": 0x");
  private static final int GIVE_UP = 200;

  private boolean header;
  private boolean groupColumn;
  private int flags;
  private int decimals = -1;
  private boolean prefixedHex;
  private boolean callSeen;
  private long events;
  private long strangers;

  /** Reads a header line; returns how many events it says were overwritten. */
  long header(byte[] b, int from, int to) throws TraceException {
    header = true;
    if (Bytes.indexOf(b, from, to, LATENCY) >= 0) {
      throw new TraceException(
          "This tracefs text was written with latency-format, whose times are relative and whose"
              + " names are cut; switch it off: echo 0 > options/latency-format.");
    }
    if (!Bytes.startsWith(b, from, to, ENTRIES)) {
      return 0;
    }
    long kept = Bytes.number(b, from + ENTRIES.length, to);
    int slash = Bytes.indexOf(b, from + ENTRIES.length, to, '/');
    long written = slash < 0 ? Bytes.MISSING : Bytes.number(b, slash + 1, to);
    return kept < 0 || written < 0 ? 0 : Math.max(0, written - kept);
  }

  /** Takes note of the columns of an event line. */
  void event(TaskPrefix prefix, byte[] b, int to) {
    events++;
    groupColumn |= prefix.groupColumn;
    if (prefix.flags > flags) {
      flags = prefix.flags;
    }
    decimals = prefix.decimals;
    if (!prefixedHex && prefix.body + 4 < to && b[prefix.body + 3] == '_') {
      callSeen = callSeen || Bytes.indexOf(b, prefix.body, to, '(') >= 0;
      prefixedHex = callSeen && hasPrefixedHex(b, prefix.body, to);
    }
  }

  /** Kernels that print no 0x never do: this is asked of every call they log. */
  private static boolean hasPrefixedHex(byte[] b, int from, int to) {
    for (int at = from; at < to; at += 8) {
      for (long colons = Bytes.places(Bytes.word(b, at), ':'); colons != 0; colons &= colons - 1) {
        int colon = at + (Long.numberOfTrailingZeros(colons) >>> 3);
        if (Bytes.startsWith(b, colon, to, HEX_VALUE)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Takes note of a line that is none of the known ones; refuses a file made of nothing else. */
  void stranger(byte[] b, int from, int to) throws TraceException {
    if (events == 0 && ++strangers == GIVE_UP) {
      throw new TraceException(
          "The first "
              + GIVE_UP
              + " lines hold no event of tracefs text, such as \""
              + Unparsed.printable(b, from, Math.min(to, from + 60))
              + "\". Written with options raw, hex, bin, or without context-info? Switch these off"
              + " and record again.");
    }
  }

  /** The dialect in words. */
  String words() {
    String source = header ? "tracefs trace" : "tracefs trace_pipe";
    String columns = flags == 0 ? "no flags" : flags + " flags";
    String group = groupColumn ? ", TGID column" : ", no TGID column";
    String style = callSeen ? prefixedHex ? ", values with 0x" : ", bare hexadecimal values" : "";
    return source + ", " + columns + group + style;
  }

  /** The clock in words. */
  String clock() {
    return Clocks.words(decimals);
  }

  /** How sure it is, 0 to 100, that an input with this beginning is tracefs text. */
  static int sniff(byte[] head, int length) {
    TaskPrefix prefix = new TaskPrefix(false);
    int good = 0;
    int bad = 0;
    boolean tracer = Bytes.startsWith(head, 0, length, TRACER);
    for (int from = 0; from < length && good + bad < 400; ) {
      int end = Bytes.indexOf(head, from, length, '\n');
      int to = end < 0 ? length : end;
      if (to > from && head[from] != '#') {
        if (prefix.read(head, from, to) && spelledByTracefs(head, prefix.body, to)) {
          good++;
        } else if (end >= 0) {
          bad++;
        }
      }
      from = to + 1;
    }
    if (good + bad == 0) {
      return tracer ? 100 : 0;
    }
    int share = 90 * good / (good + bad);
    return Math.max(tracer ? 95 : 0, good == 0 ? 0 : share);
  }

  /** False for bodies that only trace-cmd writes: a syscall's event name, a padded name. */
  private static boolean spelledByTracefs(byte[] b, int from, int to) {
    int colon = Bytes.indexOf(b, from, to, ':');
    boolean padded = colon >= 0 && colon + 2 < to && b[colon + 1] == ' ' && b[colon + 2] == ' ';
    return !padded && !EventText.isEventOfCall(b, from, to);
  }
}
