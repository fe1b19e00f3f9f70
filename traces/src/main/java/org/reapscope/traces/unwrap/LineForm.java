package org.reapscope.traces.unwrap;

/**
 * How a dialect's lines begin and end, which tells a line of its own from the rest of the line
 * above.
 */
public interface LineForm {
  /** A dialect without lines. */
  LineForm NONE =
      new LineForm() {
        @Override
        public boolean begins(byte[] b, int from, int to) {
          return true;
        }

        @Override
        public boolean closed(byte[] b, int from, int to) {
          return true;
        }
      };

  /** Takes note of a line near the log's beginning. */
  default void learn(byte[] b, int from, int to) {}

  /** True when the range is the beginning of a line of this dialect. */
  boolean begins(byte[] b, int from, int to);

  /** True when the range is such a beginning and nothing can stand before it. */
  default boolean isBare(byte[] b, int from, int to) {
    return begins(b, from, to);
  }

  /** True when nothing can be missing at the range's end; false when that cannot be told. */
  boolean closed(byte[] b, int from, int to);
}
