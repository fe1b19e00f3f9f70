package org.reapscope.reports.charts;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import org.reapscope.reports.Amounts;

/** Nanoseconds on an axis as 10 µs, 1 ms ... */
final class DurationFormat extends NumberFormat {
  private static final long serialVersionUID = 1;

  @Override
  public StringBuffer format(double nanos, StringBuffer to, FieldPosition at) {
    return to.append(words(nanos));
  }

  @Override
  public StringBuffer format(long nanos, StringBuffer to, FieldPosition at) {
    return to.append(words(nanos));
  }

  /** A duration in words. */
  static String words(double nanos) {
    return Amounts.nanos(nanos).replace("us", "µs");
  }

  @Override
  public Number parse(String source, ParsePosition at) {
    throw new UnsupportedOperationException("axes are not read");
  }
}
