package org.reapscope.traces.ftrace;

import org.reapscope.traces.scan.Bytes;

/**
 * Where the columns of a line stood that was read with care. They keep their places from line to
 * line, so that the next one is read where they stood, a word a column, and only checked.
 *
 * <p>It takes no line that {@link TaskPrefix} would read in another way: what is not laid out quite
 * the same is left to it.
 */
final class PrefixLayout {
  private static final int COMM_WIDTH = 16;
  private static final int WORD = 8;

  /** {@code "( 15371) "}. */
  private static final int GROUP_WIDTH = 10;

  /** {@code "[003] "}. */
  private static final int CPU_WIDTH = 6;

  private static final long CPU_BRACKETS = '[' | (long) ']' << 32 | (long) ' ' << 40;
  private static final long CPU_BRACKET_BYTES = 0xffff_0000_00ffL;
  private static final long BLANKS = 0x2020202020202020L;

  private boolean known;

  // Distances from the line's start.
  private int group;
  private int cpu;
  private int flags;
  private int time;
  private int point;

  private boolean groupColumn;
  private int flagColumns;
  private int secondDigits;

  /** The bytes of the thread number's column, as bits of a word. */
  private long tidBytes;

  /** Takes note of where the columns of a line are, if they can be read this way. */
  void learn(TaskPrefix line, byte[] b, int from, int dash, int cpuFrom, int timeFrom, int to) {
    groupColumn = line.groupColumn;
    flagColumns = line.flags;
    cpu = cpuFrom - from;
    group = groupColumn ? cpu - GROUP_WIDTH : cpu;
    flags = cpu + CPU_WIDTH;
    time = timeFrom - from;
    point = Bytes.skipDigits(b, timeFrom, to) - from;
    secondDigits = point - time;
    int tidWidth = group - COMM_WIDTH - 1;
    known =
        dash == from + COMM_WIDTH
            && tidWidth > 1
            && tidWidth <= WORD
            && flagColumns < WORD
            && secondDigits <= WORD;
    tidBytes = known ? -1L >>> 64 - 8 * tidWidth : 0;
  }

  /** True when the line is laid out so; {@code line} then has its columns. */
  boolean read(TaskPrefix line, byte[] b, int from, int to) {
    if (!known || from + point + 9 > to || b[from + COMM_WIDTH] != '-') {
      return false;
    }
    long number = Bytes.word(b, from + COMM_WIDTH + 1);
    int digits = Bytes.place(number, ' ');
    if (digits == 0 || digits == WORD || ((number ^ BLANKS) & tidBytes) >>> 8 * digits != 0) {
      return false;
    }
    long tid = Bytes.digits(number, digits);
    long cpuColumn = Bytes.word(b, from + cpu);
    long cpuNumber = Bytes.digits(cpuColumn >>> 8, 3);
    if (tid < 0
        || tid > Field.LARGEST_PID
        || cpuNumber < 0
        || (cpuColumn & CPU_BRACKET_BYTES) != CPU_BRACKETS
        || !flags(b, from)
        || !time(line, b, from, to)
        || groupColumn && line.group(b, from + group, to) != from + cpu) {
      return false;
    }
    line.tid = (int) tid;
    line.cpu = (int) cpuNumber;
    line.group = groupColumn ? line.group : 0;
    line.groupColumn = groupColumn;
    line.flags = flagColumns;
    line.commFrom = from;
    line.commTo = from + COMM_WIDTH;
    return true;
  }

  /** True when as many flags as before stand here, and blanks from there to the time. */
  private boolean flags(byte[] b, int from) {
    int end = from + flags + flagColumns;
    return Bytes.skipBlanks(b, end, from + time) == from + time
        && (flagColumns == 0
            || Bytes.place(Bytes.word(b, from + flags), ' ') == flagColumns && b[end - 1] != ':');
  }

  private boolean time(TaskPrefix line, byte[] b, int from, int to) {
    int at = from + point;
    long seconds = Bytes.digits(Bytes.word(b, from + time), secondDigits);
    long micros = Bytes.sixDigits(b, at + 1);
    if (seconds < 0 || micros < 0 || b[at] != '.' || b[at + 7] != ':' || b[at + 8] != ' ') {
      return false;
    }
    line.time = seconds * 1_000_000_000L + micros * 1000;
    line.decimals = 6;
    line.body = Bytes.skipBlanks(b, at + 9, to);
    return true;
  }
}
