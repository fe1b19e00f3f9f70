package org.reapscope.reports;

import java.math.BigDecimal;
import java.util.Locale;
import org.reapscope.traces.event.ProcessEvent;

/** Clock values and counts as reports print them. */
public final class Times {
  private Times() {}

  /** True when the log gave this moment a time. */
  public static boolean known(long nanos) {
    return nanos != ProcessEvent.NO_TIME;
  }

  /** Seconds as an exact decimal number without trailing zeros, such as 1795475800.123456. */
  public static String decimal(long nanos) {
    BigDecimal seconds = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0).toPlainString() : seconds.toPlainString();
  }

  /** Seconds with microseconds for people; a dash where the log has no clock. */
  public static String seconds(long nanos) {
    return known(nanos) ? micros(nanos / 1e9) : "-";
  }

  /** Seconds with six places. */
  public static String micros(double seconds) {
    return String.format(Locale.US, "%.6f", seconds);
  }

  /** A count with thousands set apart. */
  public static String count(long value) {
    return String.format(Locale.US, "%,d", value);
  }

  /** "1 child", "3 children": the count and the right word. */
  public static String count(long value, String one, String many) {
    return count(value) + " " + (value == 1 ? one : many);
  }
}
