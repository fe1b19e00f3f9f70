package org.reapscope.traces.ftrace;

import org.reapscope.traces.event.ProcessEvent;

/** Reads {@code seconds.fraction} as nanoseconds. */
public final class Clock {
  private static final long BILLION = 1_000_000_000L;
  private static final int NANO_DIGITS = 9;
  private static final long LARGEST_SECONDS = Long.MAX_VALUE / BILLION - 1;

  private Clock() {}

  /** The time of the digits up to {@code point} and from behind it up to {@code end}. */
  public static long nanoseconds(byte[] b, int from, int point, int end) {
    long fraction = 0;
    int stop = Math.min(end, point + 1 + NANO_DIGITS);
    for (int at = point + 1; at < stop; at++) {
      fraction = fraction * 10 + (b[at] - '0');
    }
    for (int digits = stop - point - 1; digits < NANO_DIGITS; digits++) {
      fraction *= 10;
    }
    return join(b, from, point, fraction);
  }

  /** The time of the digits up to {@code point} and of the microseconds read from behind it. */
  static long ofMicros(byte[] b, int from, int point, long micros) {
    return join(b, from, point, micros * 1000);
  }

  private static long join(byte[] b, int from, int point, long fraction) {
    long seconds = 0;
    for (int at = from; at < point; at++) {
      seconds = seconds * 10 + (b[at] - '0');
      if (seconds > LARGEST_SECONDS) {
        return ProcessEvent.NO_TIME;
      }
    }
    return seconds * BILLION + fraction;
  }
}
