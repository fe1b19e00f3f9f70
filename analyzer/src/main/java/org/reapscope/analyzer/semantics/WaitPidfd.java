package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Creation;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitRequest;

/**
 * CLONE_WAIT_PIDFD as proposed: hidden from waits that name no child, even with __WALL, but never
 * from a tracer.
 */
final class WaitPidfd implements Semantics {
  @Override
  public String name() {
    return "wait-pidfd";
  }

  @Override
  public String summary() {
    return "CLONE_WAIT_PIDFD: marked children are hidden from every generic wait";
  }

  @Override
  public boolean hasFlag() {
    return true;
  }

  @Override
  public boolean flagNeedsPidfd() {
    return true;
  }

  @Override
  public int creationError(Creation creation) {
    return HighFlag.creationError(creation);
  }

  @Override
  public boolean hides(
      Task child, WaitRequest.Selector selector, boolean byPidfd, boolean asTracer) {
    return !asTracer && selector != WaitRequest.Selector.ONE;
  }
}
