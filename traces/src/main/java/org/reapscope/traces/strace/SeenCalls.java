package org.reapscope.traces.strace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.scan.Bytes;

/**
 * The texts that calls had lately, with what they mean: a program makes most of its calls with the
 * same arguments again and again, and a text that begins with the bytes of one read before, up to
 * its result, need not be cut and read again.
 *
 * <p>Exact for two reasons. Only calls are kept whose meaning is in their text alone ({@link
 * Syscall#isPlain}), and only texts without quotes, decorations and escapes: how those are cut
 * depends on what comes after them. Of a wait the first argument, the child's number, is left out
 * of the text, and the report is made from the result.
 */
final class SeenCalls {
  private static final int WORD = Long.BYTES;

  /** Texts kept of each call; a power of two, as the next. */
  private static final int EACH = 4;

  /** Of a call whose texts are new time and again only one in so many is kept. */
  private static final int SELDOM = 16;

  private static final int LONGEST = 512;
  private static final int MOST_DIGITS = 9;

  /** A text, its last eight bytes as a word, and its meaning. */
  private record Seen(byte[] text, long tail, Call call, @Nullable ChildReport report) {}

  private final @Nullable Seen[] kept = new Seen[Syscall.COUNT * EACH];
  private final int[] misses = new int[Syscall.COUNT];
  private final int[] places = new int[Syscall.COUNT];
  private final boolean toTheEnd;
  private @Nullable Seen found;
  private int id;
  private int end;

  /** With {@code toTheEnd} for texts without a result, which must be equal to their ends. */
  SeenCalls(boolean toTheEnd) {
    this.toTheEnd = toTheEnd;
  }

  /** Looks for a text that the range begins with. */
  boolean find(Syscall syscall, byte[] b, int from, int to) {
    int start = start(syscall, b, from, to);
    int first = syscall.ordinal() * EACH;
    for (int i = first; i < first + EACH && start >= 0; i++) {
      Seen seen = kept[i];
      if (seen == null) {
        break;
      }
      int length = seen.text.length;
      int stop = start + length;
      if ((toTheEnd ? stop == to : stop <= to)
          && (length < WORD || Bytes.word(b, stop - WORD) == seen.tail)
          && Bytes.startsWith(b, start, to, seen.text)) {
        found = seen;
        end = stop;
        return true;
      }
    }
    return false;
  }

  /** Where the text that was found ends. */
  int end() {
    return end;
  }

  /** The call that was found, when it has this result. */
  Call call(Outcome outcome) {
    Seen seen = found;
    if (seen == null) {
      throw new IllegalStateException("asked for a call that was not found");
    }
    if (!(seen.call instanceof Call.Wait wait)) {
      return seen.call;
    }
    ChildReport like = seen.report;
    ChildReport report =
        like != null && outcome.ok() && outcome.value() > 0
            ? new ChildReport((int) outcome.value(), like.kind(), like.value())
            : null;
    return report == null && wait.report() == null && wait.id() == id
        ? wait
        : WaitCalls.like(wait, id, report);
  }

  /**
   * Keeps a text that {@link #find} did not find.
   *
   * @param end where the text ends in {@code text}: at its result, or at its end if it has none
   */
  void keep(Syscall syscall, CallText text, int from, int end, Call call) {
    int name = syscall.ordinal();
    int count = ++misses[name];
    if (!syscall.isPlain() || count > SELDOM && (count & SELDOM - 1) != 0) {
      return;
    }
    byte[] b = text.bytes();
    int start = start(syscall, b, from, end);
    if (start >= 0 && end > start && end - start <= LONGEST && isCutAlike(b, start, end)) {
      byte[] copy = Arrays.copyOfRange(b, start, end);
      long tail = copy.length < WORD ? 0 : Bytes.word(copy, copy.length - WORD);
      ChildReport report = syscall.waits() ? WaitCalls.status(text, 1) : null;
      kept[name * EACH + (places[name]++ & EACH - 1)] = new Seen(copy, tail, call, report);
    }
  }

  /** Where the text to compare begins: of a wait after the number of its child, -1 without one. */
  private int start(Syscall syscall, byte[] b, int from, int to) {
    if (!syscall.waits()) {
      return from;
    }
    boolean negative = from < to && b[from] == '-';
    int digits = negative ? from + 1 : from;
    int at = digits;
    int number = 0;
    while (at < to && Bytes.isDigit(b[at])) {
      number = number * 10 + (b[at++] - '0');
    }
    id = negative ? -number : number;
    return at > digits && at - digits <= MOST_DIGITS && at < to && b[at] == ',' ? at : -1;
  }

  private static boolean isCutAlike(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == '"' || b[i] == '<' || b[i] == 0x1b) {
        return false;
      }
    }
    return true;
  }
}
