package org.reapscope.analyzer.result;

/**
 * What the tracer adds to one call, estimated from calls whose cost in the kernel is known and
 * small; nanoseconds, NaN when unknown.
 *
 * @param basis which calls, in words; empty when there were too few
 * @param calls how many
 * @param known what such a call takes without a tracer
 * @param median recorded less known, of the middle call
 * @param low the same at the 10th percentile
 * @param high the same at the 90th percentile
 */
public record TracerOverhead(
    String basis, long calls, double known, double median, double low, double high) {
  /** Not to be told from this log. */
  public static final TracerOverhead UNKNOWN =
      new TracerOverhead("", 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** Whether there is an estimate. */
  public boolean estimated() {
    return !basis.isEmpty();
  }
}
