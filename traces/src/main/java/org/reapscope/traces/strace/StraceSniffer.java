package org.reapscope.traces.strace;

import org.reapscope.traces.scan.Bytes;

/** Tells from the first lines of a file whether it is a strace log. */
final class StraceSniffer {
  private static final int LINES = 300;
  private static final byte[] UNFINISHED = Bytes.ascii("<unfinished ...>");
  private static final byte[] RESUMING = Bytes.ascii("<... ");
  private static final byte[] RESULT = Bytes.ascii("= ");
  private static final byte[] ENDED = Bytes.ascii("+++ ");
  private static final byte[] STACK = Bytes.ascii(" > ");
  private static final byte[] SIGNAL = Bytes.ascii("--- ");

  private StraceSniffer() {}

  /** Share of the lines that have the form of a strace line, 0 to 100. */
  static int score(byte[] head, int length) {
    Prefix prefix = new Prefix();
    int lines = 0;
    int fitting = 0;
    int from = 0;
    while (from < length && lines < LINES) {
      int end = Bytes.indexOf(head, from, length, '\n');
      boolean cut = end < 0;
      int to = cut ? length : end;
      if (to > from && !(cut && lines > 0) && !Bytes.startsWith(head, from, to, STACK)) {
        lines++;
        fitting += fits(prefix, head, from, to) || fitsCleaned(prefix, head, from, to) ? 1 : 0;
      }
      from = to + 1;
    }
    return lines == 0 ? 0 : fitting * 100 / lines;
  }

  private static boolean fitsCleaned(Prefix prefix, byte[] b, int from, int to) {
    byte[] clean = Cleaner.clean(b, from, to);
    return clean != null && fits(prefix, clean, 0, clean.length);
  }

  private static boolean fits(Prefix prefix, byte[] b, int start, int to) {
    prefix.read(b, start, to);
    int from = prefix.body();
    if (Bytes.startsWith(b, from, to, RESUMING)
        || Bytes.startsWith(b, from, to, ENDED)
        || Bytes.startsWith(b, from, to, SIGNAL)) {
      return true;
    }
    int paren = from;
    while (paren < to
        && (b[paren] >= 'a' && b[paren] <= 'z' || b[paren] == '_' || Bytes.isDigit(b[paren]))) {
      paren++;
    }
    return paren > from
        && paren < to
        && b[paren] == '('
        && (Bytes.indexOf(b, paren, to, RESULT) > 0 || Bytes.indexOf(b, paren, to, UNFINISHED) > 0);
  }
}
