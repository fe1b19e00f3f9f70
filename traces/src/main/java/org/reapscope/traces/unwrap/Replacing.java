package org.reapscope.traces.unwrap;

import java.util.Arrays;
import org.reapscope.traces.scan.Bytes;

/** Spellings of a document in place of the log's own bytes, each no shorter than those. */
abstract class Replacing implements Wrapping {
  private final byte[][] spelled;
  private final byte[][] meant;

  /** Pairs of spelling and meaning, in Latin-1, tried in this order. */
  Replacing(String... pairs) {
    spelled = new byte[pairs.length / 2][];
    meant = new byte[pairs.length / 2][];
    for (int i = 0; i < spelled.length; i++) {
      spelled[i] = Bytes.ascii(pairs[2 * i]);
      meant[i] = Bytes.ascii(pairs[2 * i + 1]);
    }
  }

  /** True for bytes that a spelling begins with. */
  abstract boolean begins(byte c);

  /** End of further text to leave out, {@code at} where there is none. */
  int skipped(Line line, int at) {
    return at;
  }

  @Override
  public boolean takeOff(Line line) {
    int at = line.from();
    while (at < line.to() && !begins(line.at(at))) {
      at++;
    }
    if (at == line.to()) {
      return false;
    }
    byte[] text = Arrays.copyOfRange(line.bytes(), line.from(), line.to());
    int length = at - line.from();
    boolean changed = false;
    while (at < line.to()) {
      int which = begins(line.at(at)) ? find(line, at) : -1;
      int skipped = which < 0 ? skipped(line, at) : at;
      if (which >= 0) {
        System.arraycopy(meant[which], 0, text, length, meant[which].length);
        length += meant[which].length;
        at += spelled[which].length;
      } else if (skipped > at) {
        at = skipped;
      } else {
        text[length++] = line.at(at++);
        continue;
      }
      changed = true;
    }
    if (changed) {
      line.replace(text, length);
    }
    return changed;
  }

  private int find(Line line, int at) {
    for (int i = 0; i < spelled.length; i++) {
      if (line.startsWith(at, spelled[i])) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int leastShare() {
    return 0;
  }
}
