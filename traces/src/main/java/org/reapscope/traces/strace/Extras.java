package org.reapscope.traces.strace;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.reapscope.traces.scan.Bytes;

/** Lines that options of strace put beside the calls: tables of counts, dumps of data. */
final class Extras {
  /** Titles of the columns of the table of -C and -c, of which -U picks some. */
  private static final Set<String> TITLES =
      Set.of(
          "%",
          "time", "seconds", "shortest", "longest", "usecs/call", "calls", "errors", "syscall");

  private static final byte[] DUMP = Bytes.ascii(" | ");
  private static final int OFFSET_DIGITS = 5;
  private static final int LONGEST = 100;

  private boolean table;

  /** Whether a line is one of these; the table lasts to the end of the log. */
  boolean holds(byte[] b, int from, int to) {
    table = table || isTableHead(b, from, to);
    return table || isDump(b, from, to);
  }

  /** Whether a line is the table's first: titles and nothing else. */
  private static boolean isTableHead(byte[] b, int from, int to) {
    if (to - from > LONGEST) {
      return false;
    }
    String line = new String(b, from, to - from, StandardCharsets.ISO_8859_1).strip();
    String[] words = line.split(" +");
    for (String word : words) {
      if (!TITLES.contains(word)) {
        return false;
      }
    }
    return words.length > 1 || line.equals("syscall");
  }

  /**
   * Whether a line is the end of a call whose beginning is cut off: it closes what it opens not.
   */
  static boolean isTail(byte[] b, int from, int to) {
    int depth = 0;
    for (int at = from; at < to; at++) {
      depth += b[at] == '(' ? 1 : b[at] == ')' ? -1 : 0;
      if (depth < 0) {
        return Splice.closes(b, at, to);
      }
    }
    return false;
  }

  /** Whether a line is data that was read or written: {@code | 00010 03 00 3e 00 ... ..>. |}. */
  private static boolean isDump(byte[] b, int from, int to) {
    if (!Bytes.startsWith(b, from, to, DUMP) || b[to - 1] != '|') {
      return false;
    }
    int offset = from + DUMP.length;
    int end = offset;
    while (end < to && Bytes.hexDigit(b[end]) >= 0) {
      end++;
    }
    return end - offset >= OFFSET_DIGITS && end + 1 < to && b[end] == ' ' && b[end + 1] == ' ';
  }
}
