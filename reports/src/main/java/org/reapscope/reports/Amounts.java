package org.reapscope.reports;

import java.util.Locale;

/** Durations, shares and counts with a fraction, for people; a dash for what is not known. */
public final class Amounts {
  private static final String UNKNOWN = "-";

  private Amounts() {}

  /** Nanoseconds in the unit that suits: {@code 192 ns}, {@code 4.1 us}, {@code 12 ms}. */
  public static String nanos(double nanos) {
    if (Double.isNaN(nanos)) {
      return UNKNOWN;
    }
    double size = Math.abs(nanos);
    if (size < 1e3) {
      return digits(nanos) + " ns";
    }
    if (size < 1e6) {
      return digits(nanos / 1e3) + " us";
    }
    return size < 1e9 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
  }

  /** Seconds in the unit that suits. */
  public static String seconds(double seconds) {
    return nanos(seconds * 1e9);
  }

  /** A part of one, in per cent. */
  public static String share(double share) {
    return Double.isNaN(share) ? UNKNOWN : digits(share * 100) + " %";
  }

  /** A slope: nanoseconds or a plain number. */
  static String of(double value, boolean time) {
    return time ? nanos(value) : decimals(value, 2);
  }

  static String decimals(double value, int places) {
    return Double.isNaN(value) ? UNKNOWN : String.format(Locale.US, "%." + places + "f", value);
  }

  /** A number of children at which something happens. */
  public static String children(double children) {
    if (Double.isNaN(children)) {
      return UNKNOWN;
    }
    return Double.isInfinite(children) ? "never" : String.format(Locale.US, "%,.0f", children);
  }

  static String zombieSeconds(double seconds) {
    return Double.isNaN(seconds) ? "no clock" : digits(seconds) + " zombie-seconds";
  }

  /** A currency's name for people. */
  static String currency(String of) {
    return switch (of) {
      case "calls" -> "calls";
      case "scanned" -> "tasks scanned";
      case "scannedBefore513" -> "scanned to 5.12";
      case "nanoseconds" -> "time";
      case "nanosecondsNet" -> "time, net";
      default -> of;
    };
  }

  /** Three digits at most, none after the point from a hundred on. */
  private static String digits(double value) {
    double size = Math.abs(value);
    int places = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
    return String.format(Locale.US, "%." + places + "f", value);
  }
}
