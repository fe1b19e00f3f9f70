package org.reapscope.traces.scan;

/**
 * Tells from a line's first bytes whether a log's reader has to see it.
 *
 * <p>A line may be passed over only when reading it would change nothing but the counts of lines.
 * The first and the last line of every chunk are read whatever the sieve says, so that what it
 * learns need not reach from one chunk into the next: chunks can be sifted on different threads.
 */
public interface Sieve {
  /** A sieve that keeps every line. */
  Sieve OPEN =
      new Sieve() {
        @Override
        public void begin() {}

        @Override
        public Verdict judge(byte[] b, int from, int to) {
          return Verdict.KEEP;
        }
      };

  /** What becomes of a line. */
  enum Verdict {
    /** Nobody needs it. */
    PASS,
    /** It has to be read. */
    KEEP,
    /** It has to be read, and the line before it as well. */
    KEEP_WITH_PREVIOUS
  }

  /** Forgets what other chunks have shown. */
  void begin();

  /** Judges the next line of the chunk; at least eight bytes can be read past its end. */
  Verdict judge(byte[] b, int from, int to);
}
