package org.reapscope.traces.unwrap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.Bytes;

/**
 * Lines that were broken at a width: by a terminal at exactly that column, by a mail program at the
 * last blank before it.
 *
 * <p>A line continues the one above it when it is no beginning of a line of the dialect and the one
 * above reaches the width: exactly, or so far that the next word would have gone beyond. Where
 * program output stands between the lines, neither holds.
 */
final class WrappedLines {
  private static final int NARROWEST = 40;
  private static final int WIDEST = 400;
  private static final int LEAST_SHARE = 80;
  private static final int TRIMMED = 16;
  private static final int SURE = 3;

  private final LineForm form;
  private final boolean atBlanks;

  /** Width of a line's first piece; where breaks are at blanks, of every piece. */
  private final int first;

  /** Width of the later pieces, which bear no prefix. */
  private final int later;

  private final int breaks;

  private WrappedLines(LineForm form, boolean atBlanks, int first, int later, int breaks) {
    this.form = form;
    this.atBlanks = atBlanks;
    this.first = first;
    this.later = later;
    this.breaks = breaks;
  }

  /** A break between two lines. */
  private record Break(int length, int reached, boolean later, int nextWord) {}

  /** The width at which these lines were broken, or null when they were not. */
  static @Nullable WrappedLines of(Head head, LineForm form) {
    for (byte[] line : head.lines()) {
      form.learn(line, 0, line.length);
    }
    List<Break> breaks = breaks(head, form);
    if (breaks.isEmpty()) {
      return null;
    }
    WrappedLines exact = exact(breaks, form);
    WrappedLines found = exact != null ? exact : atBlanks(breaks, widest(head), form);
    return found != null && found.isWidest(head) ? found : null;
  }

  /** True when hardly a line of several words goes beyond the width. */
  private boolean isWidest(Head head) {
    int width = Math.max(first, later);
    long beyond =
        head.lines().stream()
            .filter(b -> reached(b, b.length) > width)
            .filter(b -> !atBlanks || firstWord(b) < reached(b, b.length))
            .count();
    return beyond * 50 <= head.lines().size();
  }

  /** Length of a piece; a blank at its end is that of the break (RFC 3676). */
  private static int reached(byte[] b, int length) {
    return length > 0 && b[length - 1] == ' ' ? length - 1 : length;
  }

  private static List<Break> breaks(Head head, LineForm form) {
    List<Break> breaks = new ArrayList<>();
    byte[] above = null;
    boolean later = false;
    for (byte[] line : head.lines()) {
      boolean begins = form.begins(line, 0, line.length);
      if (above != null && !begins && line.length > 0 && !form.closed(above, 0, above.length)) {
        int reached = reached(above, above.length);
        breaks.add(new Break(above.length, reached, later, firstWord(line)));
      }
      later = above != null && !begins;
      above = begins || above != null && line.length > 0 ? line : null;
    }
    return breaks;
  }

  /** End of the first word. */
  private static int firstWord(byte[] b) {
    int at = Bytes.skipBlanks(b, 0, b.length);
    while (at < b.length && b[at] != ' ') {
      at++;
    }
    return at;
  }

  private static @Nullable WrappedLines exact(List<Break> breaks, LineForm form) {
    int first = commonest(breaks, false);
    int later = commonest(breaks, true);
    long fitting = breaks.stream().filter(one -> one.length == (one.later ? later : first)).count();
    boolean consistent =
        fitting * 100 >= breaks.size() * (long) LEAST_SHARE && (breaks.size() > 1 || later == 0);
    int width = Math.max(first, later);
    boolean longest = breaks.stream().allMatch(one -> one.length <= width);
    return consistent && longest && width >= NARROWEST && width <= WIDEST
        ? new WrappedLines(
            form, false, first == 0 ? later : first, later == 0 ? first : later, breaks.size())
        : null;
  }

  private static int commonest(List<Break> breaks, boolean later) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (Break one : breaks) {
      if (one.later == later) {
        counts.merge(one.length, 1, Integer::sum);
      }
    }
    int best = 0;
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      best = entry.getValue() >= counts.getOrDefault(best, 0) ? entry.getKey() : best;
    }
    return best;
  }

  /** Length that one of fifty lines of several words goes beyond at most. */
  private static int widest(Head head) {
    int[] lengths =
        head.lines().stream()
            .filter(b -> firstWord(b) < reached(b, b.length))
            .mapToInt(b -> reached(b, b.length))
            .sorted()
            .toArray();
    return lengths.length == 0 ? 0 : lengths[lengths.length - 1 - lengths.length / 50];
  }

  private static @Nullable WrappedLines atBlanks(List<Break> breaks, int width, LineForm form) {
    long fitting = breaks.stream().filter(one -> one.reached + 1 + one.nextWord > width).count();
    return fitting * 100 >= breaks.size() * (long) LEAST_SHARE
            && width >= NARROWEST
            && width <= WIDEST
        ? new WrappedLines(form, true, width, width, breaks.size())
        : null;
  }

  /** True when so many lines were broken at the width that it cannot be by chance. */
  boolean isCertain() {
    return breaks >= SURE;
  }

  String words() {
    return atBlanks
        ? "line breaks at the last blank before column " + (first + 1)
        : "line breaks after column " + first;
  }

  /**
   * What to put between a line and the rest of it; -1 when {@code next} is not its rest.
   *
   * @param whole what has been joined so far
   * @param piece length of the last piece joined
   * @param isFirst whether that piece was the first one
   */
  int blanksBetween(byte[] whole, int length, int piece, boolean isFirst, Line next) {
    if (next.blank() || form.begins(next.bytes(), next.from(), next.to())) {
      return -1;
    }
    boolean closed = form.closed(whole, 0, length);
    if (atBlanks) {
      int word = firstWord(next.copy());
      boolean blank = length > 0 && whole[length - 1] == ' ' || next.at(next.from()) == ' ';
      int reached = blank ? piece - 1 : piece;
      return !closed && reached + 1 + word > first ? blank ? 0 : 1 : -1;
    }
    int width = isFirst ? first : later;
    int missing = width - piece;
    return missing == 0 || missing > 0 && missing <= TRIMMED && !closed ? missing : -1;
  }
}
