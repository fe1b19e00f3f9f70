package org.reapscope.traces.unwrap;

import org.reapscope.traces.scan.Bytes;

/**
 * The quick look that most logs need: each of the first lines begins as the dialect's lines do, and
 * none holds a byte that tracers do not write.
 */
final class BareLines {
  private static final int MOST_LINES = 200;
  private static final byte[][] SPELLINGS = {
    Bytes.ascii("&lt;"), Bytes.ascii("&gt;"), Bytes.ascii("&amp;"), Bytes.ascii("&quot;"),
    Bytes.ascii("<br"), Bytes.ascii("=3D"), Bytes.ascii("[0m"), Bytes.ascii("^[[")
  };

  private BareLines() {}

  static boolean are(byte[] head, LineForm form) {
    if (form == LineForm.NONE) {
      return true;
    }
    int from = 0;
    for (int lines = 0; from < head.length && lines < MOST_LINES; lines++) {
      int end = Bytes.indexOf(head, from, head.length, '\n');
      boolean cut = end < 0;
      int to = cut ? head.length : end;
      int last = to > from && head[to - 1] == '\r' ? to - 1 : to;
      if (isOdd(head, from, last) || last > from && !cut && !form.isBare(head, from, last)) {
        return false;
      }
      from = to + 1;
    }
    return true;
  }

  private static boolean isOdd(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      byte c = b[at];
      boolean mayBegin = c == '&' || c == '<' || c == '=' || c == '[' || c == '^';
      if (c < ' ' || c == '`' || mayBegin && spells(b, at, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean spells(byte[] b, int at, int to) {
    for (byte[] spelling : SPELLINGS) {
      if (b[at] == spelling[0] && Bytes.startsWith(b, at, to, spelling)) {
        return true;
      }
    }
    return false;
  }
}
