package org.reapscope.analyzer.kernel;

/** Signal numbers that the wait rules name (x86-64 and the generic numbering). */
public final class Signals {
  /** Kills, always. */
  public static final int SIGKILL = 9;

  /** Sent by default when a child dies, stops or continues. */
  public static final int SIGCHLD = 17;

  /** Continues a stopped group. */
  public static final int SIGCONT = 18;

  /** Stops, always. */
  public static final int SIGSTOP = 19;

  private Signals() {}

  /** True for the four signals whose default action is to stop. */
  public static boolean stops(int signal) {
    return signal >= SIGSTOP && signal <= 22;
  }
}
