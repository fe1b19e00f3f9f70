package org.reapscope.analyzer.kernel;

/** A Linux release, for rules that came at some point. */
public record KernelRelease(int major, int minor) implements Comparable<KernelRelease> {
  /** Later than every rule known here. */
  public static final KernelRelease NEWEST = new KernelRelease(Integer.MAX_VALUE, 0);

  @Override
  public int compareTo(KernelRelease other) {
    return major == other.major
        ? Integer.compare(minor, other.minor)
        : Integer.compare(major, other.major);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
