package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.Nullable;

/**
 * How a process is created (B1).
 *
 * @param exitSignal 0 to 64
 * @param cloneParent CLONE_PARENT: a sibling of the caller
 * @param clearHandlers CLONE_CLEAR_SIGHAND
 * @param marked with the profile's special flag
 * @param namespace pid namespace it starts in, null for the caller's
 */
public record ForkOptions(
    int exitSignal,
    boolean cloneParent,
    boolean clearHandlers,
    boolean marked,
    @Nullable PidNamespace namespace) {
  /** fork(): SIGCHLD, nothing special. */
  public static final ForkOptions PLAIN =
      new ForkOptions(Signals.SIGCHLD, false, false, false, null);
}
