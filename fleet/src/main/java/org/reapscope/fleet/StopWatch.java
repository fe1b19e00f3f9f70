package org.reapscope.fleet;

/** Tells how long each part of a run took. */
final class StopWatch {
  private long last = System.nanoTime();

  /** Seconds since the last time it was asked, or since it was made. */
  double lap() {
    long now = System.nanoTime();
    double seconds = (now - last) / 1e9;
    last = now;
    return seconds;
  }
}
