package org.reapscope.analyzer.kernel;

import java.util.Comparator;

/** A Linux release, for rules that came at some point. */
public record KernelRelease(int major, int minor) implements Comparable<KernelRelease> {
  /** Later than every rule known here. */
  public static final KernelRelease NEWEST = new KernelRelease(Integer.MAX_VALUE, 0);

  private static final Comparator<KernelRelease> ORDER =
      Comparator.comparingInt(KernelRelease::major).thenComparingInt(KernelRelease::minor);

  @Override
  public int compareTo(KernelRelease other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
