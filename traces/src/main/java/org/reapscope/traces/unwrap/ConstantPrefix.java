package org.reapscope.traces.unwrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.reapscope.traces.scan.Bytes;

/**
 * The same words before every line: {@code [pod/web/app] }, {@code run.log:}, {@code # }, {@code
 * host1: }.
 */
final class ConstantPrefix implements Wrapping {
  private static final byte[] PID = Bytes.ascii("[pid ");
  private static final int MOST = 4;
  private static final int LONGEST = 200;
  private static final int LEAST_LINES = 3;

  private final byte[] prefix;

  private ConstantPrefix(byte[] prefix) {
    this.prefix = prefix;
  }

  /**
   * What nine of ten lines begin with, up to a blank, tab, colon or mark; several where it consists
   * of several words.
   */
  static List<ConstantPrefix> of(Head head) {
    List<ConstantPrefix> found = new ArrayList<>();
    if (head.lines().size() < LEAST_LINES) {
      return found;
    }
    byte[] sample = head.lines().get(head.lines().size() / 2);
    int allowed = head.lines().size() / 10;
    int longest = Math.min(sample.length, LONGEST);
    for (int end = 1; end <= longest && found.size() < MOST; end++) {
      if (isBoundary(sample, end)) {
        if (others(head, sample, end, allowed) > allowed) {
          break;
        }
        found.add(new ConstantPrefix(Arrays.copyOf(sample, end)));
      }
    }
    return found;
  }

  /** How many lines begin otherwise, counted no further than is of interest. */
  private static int others(Head head, byte[] sample, int length, int most) {
    int others = 0;
    for (byte[] line : head.lines()) {
      others += line.length > 0 && !sameStart(line, sample, length) ? 1 : 0;
      if (others > most) {
        break;
      }
    }
    return others;
  }

  private static boolean sameStart(byte[] line, byte[] sample, int length) {
    return line.length >= length && Arrays.equals(line, 0, length, sample, 0, length);
  }

  /**
   * True where a word and the first blank or mark behind it end; one blank behind a mark belongs to
   * the mark, several are the padding of what follows.
   */
  private static boolean isBoundary(byte[] text, int end) {
    boolean blank = end < text.length && text[end] == ' ';
    boolean padding = blank && end + 1 < text.length && text[end + 1] == ' ';
    return end > 1
        && ends(text[end - 1])
        && text[end - 2] != ' '
        && (text[end - 1] == ' ' || !blank || padding);
  }

  private static boolean ends(byte c) {
    return c == ' ' || c == '\t' || c == ':' || c == '|' || c == '>' || c == '#' || c == '*';
  }

  /** A pid and a padded command name are the tracer's own. */
  @Override
  public boolean isForeign() {
    return prefix[0] > ' '
        && !Bytes.isDigit(prefix[0])
        && !Bytes.startsWith(prefix, 0, prefix.length, PID);
  }

  @Override
  public String words() {
    return "the same words before the line";
  }

  @Override
  public boolean takeOff(Line line) {
    if (!line.startsWith(line.from(), prefix)) {
      return false;
    }
    line.begin(line.from() + prefix.length);
    return true;
  }
}
