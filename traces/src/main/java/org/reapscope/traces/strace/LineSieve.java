package org.reapscope.traces.strace;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.Sieve;

/**
 * Passes over the lines of a strace log that tell nothing of processes: whole calls, or halves of
 * calls, whose names {@link Syscall} does not hold. Of nineteen lines in twenty of a log of
 * everything it looks at the prefix and the name.
 *
 * <p>It knows the usual forms, {@code 812 1790000000.123456 name(}, with {@code [pid 812]}, a time
 * of day, or neither. Any other line is kept, and so is every line that {@link StraceParser} learns
 * something from beside its call: a task's first, one whose time goes backwards or enters another
 * hour (midnight), the first that shows decorated descriptors.
 */
final class LineSieve implements Sieve {
  private static final byte[] PID = Bytes.ascii("[pid ");
  private static final byte[] RESUMED = Bytes.ascii(" resumed>");
  private static final int PID_DIGITS = 7;
  private static final int UNIX_MICROS = 17;
  private static final int DAY_MICROS = 15;
  private static final int WORD = 8;

  private static final int TASKS = 1 << 10;

  // What this chunk has shown: tasks by the lower bits of their numbers, each one higher than it
  // is,
  // so that 0 is none. A slot may be taken by another task: that keeps a line too many.
  private final int[] tasks = new int[TASKS];
  private boolean first;
  private boolean numbered;
  private int width;
  private long high;
  private long low;
  private int hour;
  private boolean known;
  private boolean odd;
  private boolean decorated;
  private final Set<Syscall> shown = EnumSet.noneOf(Syscall.class);

  /** Tasks that are inside of a call which their reader does not know of. */
  private final int[] inside = new int[TASKS];

  private final CallNames names = new CallNames();

  // Where the current line's parts stand.
  private int tid;
  private int at;

  @Override
  public void begin() {
    Arrays.fill(tasks, 0);
    Arrays.fill(inside, 0);
    first = true;
    known = false;
    odd = false;
    decorated = false;
    shown.clear();
  }

  @Override
  public Verdict judge(byte[] b, int from, int to) {
    if (!readNumber(b, from, to)) {
      return strange();
    }
    int time = at;
    int here = widthOfTime(b, time, to);
    if (here >= 0 && (first || here > width)) {
      first = false;
      width = here;
      numbered = tid != 0;
      known = false;
    }
    // Without a time a call looks like what programs print between the lines of a log with times.
    if (here != width || numbered != (tid != 0) || here == 0 && odd) {
      return strange();
    }
    int body = here == 0 ? time : time + here + 1;
    if (body >= to) {
      return strange();
    }
    boolean ordered = isInOrder(b, time);
    boolean needed = reads(b, body, to) || isNew();
    return ordered ? needed ? Verdict.KEEP : Verdict.PASS : Verdict.KEEP_WITH_PREVIOUS;
  }

  /** A line of another form: what it means may depend on its neighbours. */
  private Verdict strange() {
    known = false;
    odd = true;
    return Verdict.KEEP_WITH_PREVIOUS;
  }

  /** Reads the task's number, 0 for none, and moves to what follows; false for any other form. */
  private boolean readNumber(byte[] b, int from, int to) {
    tid = 0;
    at = from;
    if (from >= to) {
      return false;
    }
    long word = Bytes.word(b, from);
    int blank = Bytes.place(word, ' ');
    long leading = Bytes.leadingDigits(word, blank);
    if (leading > 0 && from + blank < to) {
      tid = (int) leading;
      at = Bytes.skipBlanks(b, from + blank, to);
      return true;
    }
    boolean bracketed = b[from] == '[';
    if (bracketed) {
      if (!Bytes.startsWith(b, from, to, PID)) {
        return false;
      }
      at = Bytes.skipBlanks(b, from + PID.length, to);
    }
    int number = 0;
    int digits = at;
    int end = at;
    while (end < to && Bytes.isDigit(b[end])) {
      number = number * 10 + (b[end++] - '0');
    }
    boolean closed = end > digits && end - digits <= PID_DIGITS && end < to;
    if (bracketed) {
      if (!closed || b[end] != ']') {
        return false;
      }
      end++;
    } else if (!closed || b[end] != ' ') {
      return true;
    }
    tid = number;
    at = Bytes.skipBlanks(b, end, to);
    return number != 0;
  }

  /** Width of the time that stands at {@code from} with a blank behind it, 0 for none, else -1. */
  private static int widthOfTime(byte[] b, int from, int to) {
    if (from >= to) {
      return -1;
    }
    if (!Bytes.isDigit(b[from])) {
      return 0;
    }
    if (from + UNIX_MICROS < to
        && b[from + 10] == '.'
        && b[from + UNIX_MICROS] == ' '
        && Bytes.areDigits(Bytes.word(b, from))
        && Bytes.areSixDigits(b, from + 11)) {
      return UNIX_MICROS;
    }
    boolean day =
        from + DAY_MICROS < to
            && b[from + 2] == ':'
            && b[from + 5] == ':'
            && b[from + 8] == '.'
            && b[from + DAY_MICROS] == ' '
            && Bytes.isDigit(b[from + 1])
            && Bytes.isDigit(b[from + 3])
            && Bytes.isDigit(b[from + 4])
            && Bytes.isDigit(b[from + 6])
            && Bytes.isDigit(b[from + 7])
            && Bytes.areSixDigits(b, from + 9);
    return day ? DAY_MICROS : -1;
  }

  /**
   * False when the line's time is before that of the line above it, or may be: then the reader has
   * to compare them. Digits of equal width are ordered as their bytes are.
   */
  private boolean isInOrder(byte[] b, int time) {
    if (width == 0) {
      return true;
    }
    boolean unix = width == UNIX_MICROS;
    long head = Long.reverseBytes(Bytes.word(b, time + (unix ? 1 : 0)));
    long tail = Long.reverseBytes(Bytes.word(b, time + width - WORD));
    int part = unix ? b[time] : b[time] << WORD | b[time + 1];
    boolean ordered = known && part == hour && (head > high || head == high && tail >= low);
    known = true;
    high = head;
    low = tail;
    hour = part;
    return ordered;
  }

  /** True for the first line of a task that could be passed over, which shows that it exists. */
  private boolean isNew() {
    int task = tid & TASKS - 1;
    if (tasks[task] == tid + 1) {
      return false;
    }
    tasks[task] = tid + 1;
    return true;
  }

  /** True when the body has to be read. */
  private boolean reads(byte[] b, int body, int to) {
    if (b[body] == '+') {
      // A task ends, and its number may be used again.
      Arrays.fill(tasks, 0);
      return true;
    }
    boolean half = b[body] == '<';
    int name = half ? body + 5 : body;
    if (half
        && (body + 5 >= to || b[body + 1] != '.' || b[body + 3] != '.' || b[body + 4] != ' ')) {
      return true;
    }
    if (!names.readShort(b, name, to, half ? ' ' : '(')) {
      return true;
    }
    int end = names.end();
    Syscall call = names.call();
    if (half && !Bytes.startsWith(b, end, to, RESUMED)) {
      return true;
    }
    if (call == null) {
      return !half && showsDecorations(b, end + 1, to);
    }
    return !call.isOnDescriptor() || (half ? !leaves() : !isNothing(call, b, end + 1, to));
  }

  /** True when the call that ends here was passed over when it began, in this chunk. */
  private boolean leaves() {
    int task = tid & TASKS - 1;
    boolean passed = inside[task] == tid + 1;
    inside[task] = 0;
    return passed;
  }

  /**
   * True for a call on a descriptor that is neither a pidfd nor a signalfd, but for the first of
   * its name in a chunk: that shows that the log records such calls.
   */
  private boolean isNothing(Syscall call, byte[] b, int from, int to) {
    boolean nothing = Descriptors.areNothing(call, b, from, to);
    inside[tid & TASKS - 1] = nothing && b[to - 1] == '>' && b[to - 2] == '.' ? tid + 1 : 0;
    return nothing && !shown.add(call) && !showsDecorations(b, from, to);
  }

  private boolean showsDecorations(byte[] b, int from, int to) {
    if (decorated || !Descriptors.shows(b, from, to)) {
      return false;
    }
    decorated = true;
    return true;
  }
}
