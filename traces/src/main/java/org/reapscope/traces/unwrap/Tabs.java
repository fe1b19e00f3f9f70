package org.reapscope.traces.unwrap;

import java.util.Arrays;
import org.reapscope.traces.scan.Bytes;

/** Tabs that an editor or a terminal made of blanks: columns of eight. */
final class Tabs implements Wrapping {
  private static final int COLUMNS = 8;
  private static final int SHORTEST_ADDRESS = 6;

  @Override
  public String words() {
    return "tabs in place of blanks";
  }

  @Override
  public boolean takeOff(Line line) {
    int first = Bytes.indexOf(line.bytes(), line.from(), line.to(), '\t');
    if (first < 0 || isFrame(line, first)) {
      return false;
    }
    byte[] text = new byte[line.length() + COLUMNS];
    int length = 0;
    for (int at = line.from(); at < line.to(); at++) {
      byte c = line.at(at);
      int end = c == '\t' ? (length / COLUMNS + 1) * COLUMNS : length + 1;
      if (end > text.length) {
        text = Arrays.copyOf(text, text.length * 2);
      }
      Arrays.fill(text, length, end, c == '\t' ? (byte) ' ' : c);
      length = end;
    }
    line.replace(text, length);
    return true;
  }

  /** A frame of perf script's stacks, which begins with a tab and an address. */
  private static boolean isFrame(Line line, int first) {
    int at = Bytes.skipBlanks(line.bytes(), first + 1, line.to());
    int end = at;
    while (end < line.to() && Bytes.hexDigit(line.at(end)) >= 0) {
      end++;
    }
    return first == line.from() && end - at >= SHORTEST_ADDRESS && line.at(end) == ' ';
  }

  @Override
  public int leastShare() {
    return 0;
  }
}
