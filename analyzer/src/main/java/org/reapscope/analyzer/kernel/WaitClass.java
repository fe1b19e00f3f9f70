package org.reapscope.analyzer.kernel;

/**
 * How generic waits see a living child: is it a clone child, and is it hidden from waits for any
 * child, or for a process group. Living children are counted by these eight classes.
 */
final class WaitClass {
  static final int COUNT = 8;

  private static final int CLONE_CHILD = 1;
  private static final int HIDDEN_FROM_ANY = 2;
  private static final int HIDDEN_FROM_GROUP = 4;

  private WaitClass() {}

  static int of(Task child, Semantics semantics) {
    int waitClass = child.exitSignal == Signals.SIGCHLD ? 0 : CLONE_CHILD;
    if (!child.group.marked) {
      return waitClass;
    }
    return waitClass
        | (semantics.hides(child, WaitRequest.Selector.ANY, false, false) ? HIDDEN_FROM_ANY : 0)
        | (semantics.hides(child, WaitRequest.Selector.GROUP, false, false)
            ? HIDDEN_FROM_GROUP
            : 0);
  }

  static boolean meets(int waitClass, WaitRequest request) {
    int hidden =
        request.selector() == WaitRequest.Selector.ANY ? HIDDEN_FROM_ANY : HIDDEN_FROM_GROUP;
    if ((waitClass & hidden) != 0) {
      return false;
    }
    return request.has(WaitOptions.WALL)
        || request.has(WaitOptions.WCLONE) == ((waitClass & CLONE_CHILD) != 0);
  }
}
