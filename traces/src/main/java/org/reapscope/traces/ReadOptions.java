package org.reapscope.traces;

/**
 * Limits against inputs that expand without end.
 *
 * @param maxExpanded most bytes that a compressed input may expand to
 * @param maxRatio most bytes out for each byte in, once {@link #RATIO_FROM} bytes are out
 */
public record ReadOptions(long maxExpanded, int maxRatio) {
  /** Bytes of output below which the ratio is not looked at. */
  public static final long RATIO_FROM = 1L << 30;

  /** A tebibyte, and two hundred to one: logs reach a hundred to one, with times forty. */
  public static final ReadOptions DEFAULT = new ReadOptions(1L << 40, 200);

  public ReadOptions {
    if (maxExpanded <= 0 || maxRatio <= 0) {
      throw new IllegalArgumentException(
          "limits must be positive: " + maxExpanded + " bytes, ratio " + maxRatio);
    }
  }
}
