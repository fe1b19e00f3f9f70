package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Creation;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitRequest;

/** The first later draft: only a pidfd waits while one is open; then waits by pid work again. */
final class WipA implements Semantics {
  @Override
  public String name() {
    return "wip-a";
  }

  @Override
  public String summary() {
    return "later draft A: only a pidfd waits while one is open, then waits by pid work again";
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
    if (asTracer) {
      return false;
    }
    return child.group().pidfds() > 0 ? !byPidfd : selector != WaitRequest.Selector.ONE;
  }
}
