package org.reapscope.traces.ftrace;

/** Words for the clock of a kernel trace, which no text format names. */
public final class Clocks {
  private Clocks() {}

  /** The clock of times with this many decimals; -1 where no record was seen. */
  public static String words(int decimals) {
    return switch (decimals) {
      case -1 -> "none";
      case 0 -> "a counter without unit: no times";
      case 6 -> "seconds, microsecond precision";
      case 9 -> "seconds, nanosecond precision";
      default -> "seconds, " + decimals + " decimals";
    };
  }
}
