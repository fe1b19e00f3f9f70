package org.reapscope.traces.strace;

import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.scan.Bytes;

/**
 * Turns the times of line prefixes into nanoseconds that go forward: relative times are added up,
 * and a time of day that falls by more than twelve hours has passed midnight.
 */
final class Clock {
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final int NANO_DIGITS = 9;
  private static final int UNIX_MICROS = 17;

  /** What kind of time the lines carry. */
  enum Kind {
    NONE,
    TIME_OF_DAY,
    UNIX,
    RELATIVE
  }

  private Kind kind = Kind.NONE;
  private int digits;
  private long elapsed;
  private long days;
  private long lastOfDay = Long.MIN_VALUE;
  private long last = ProcessEvent.NO_TIME;
  private long backwards;

  // The second of the line before as it was printed, and in nanoseconds.
  private long shownHigh;
  private int shownLow;
  private long second;

  Clock() {
    this(0);
  }

  /** A clock whose first time of day is {@code days} midnights after that of the log. */
  Clock(int days) {
    this.days = days;
  }

  /** Seconds with an optional fraction as nanoseconds. */
  static long seconds(byte[] b, int from, int to) {
    long value = 0;
    int at = from;
    while (at < to && Bytes.isDigit(b[at])) {
      value = value * 10 + (b[at++] - '0');
    }
    value *= SECOND;
    if (at < to && b[at] == '.') {
      long unit = SECOND / 10;
      for (at++; at < to && Bytes.isDigit(b[at]); at++, unit /= 10) {
        value += (b[at] - '0') * unit;
      }
    }
    return value;
  }

  /**
   * Unix seconds with microseconds, the commonest form, as two words instead of 17 steps; the
   * seconds are mostly those of the line before, byte for byte.
   */
  private long unix(byte[] b, int from, int to) {
    if (to - from == UNIX_MICROS && b[from + 10] == '.' && from + UNIX_MICROS + 2 <= b.length) {
      long high = Bytes.word(b, from);
      int low = b[from + 8] << Byte.SIZE | b[from + 9];
      long micros = Bytes.sixDigits(b, from + 11);
      if (micros >= 0 && (high == shownHigh && low == shownLow || isNewSecond(b, from))) {
        shownHigh = high;
        shownLow = low;
        return second + micros * 1000;
      }
    }
    return seconds(b, from, to);
  }

  private boolean isNewSecond(byte[] b, int from) {
    long high = Bytes.eightDigits(b, from);
    if (high >= 0) {
      second = (high * 100 + (b[from + 8] - '0') * 10 + (b[from + 9] - '0')) * SECOND;
    }
    return high >= 0;
  }

  /** The time of a line that prints one at {@code [from, to)}. */
  long read(Kind shown, byte[] b, int from, int to) {
    if (kind != shown) {
      kind = shown;
      int point = Bytes.indexOf(b, from, to, '.');
      digits = point < 0 ? 0 : Math.min(NANO_DIGITS, to - point - 1);
    }
    long time =
        switch (shown) {
          case TIME_OF_DAY -> ofDay(b, from, to);
          case RELATIVE -> elapsed += seconds(b, from, to);
          default -> unix(b, from, to);
        };
    if (time < last) {
      backwards++;
    }
    last = time;
    return time;
  }

  private long ofDay(byte[] b, int from, int to) {
    long hours = Bytes.number(b, from, from + 2);
    long minutes = Bytes.number(b, from + 3, from + 5);
    long time = (hours * 3600 + minutes * 60) * SECOND + seconds(b, from + 6, to);
    if (lastOfDay != Long.MIN_VALUE) {
      if (time < lastOfDay - DAY / 2) {
        days++;
      } else if (time > lastOfDay + DAY / 2 && days > 0) {
        days--;
      }
    }
    lastOfDay = time;
    return time + days * DAY;
  }

  /** Kind of time seen last. */
  Kind kind() {
    return kind;
  }

  /** How often a line's time was before that of the line above it. */
  long backwards() {
    return backwards;
  }

  /** The latest line's time. */
  long last() {
    return last;
  }

  /** Clock and precision in words. */
  String words() {
    String precision =
        switch (digits) {
          case 0 -> "seconds";
          case 3 -> "milliseconds";
          case 6 -> "microseconds";
          case 9 -> "nanoseconds";
          default -> digits + " decimals";
        };
    return switch (kind) {
      case NONE -> "none";
      case TIME_OF_DAY -> "time of day, " + precision;
      case UNIX -> "unix time, " + precision;
      case RELATIVE -> "time since the first line, " + precision;
    };
  }
}
