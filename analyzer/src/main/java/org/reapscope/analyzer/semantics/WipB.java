package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Creation;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitRequest;

/** The second later draft: only a pidfd ever waits, and the last close reaps (E.4). */
final class WipB implements Semantics {
  @Override
  public String name() {
    return "wip-b";
  }

  @Override
  public String summary() {
    return "later draft B: only a pidfd ever waits, the kernel reaps when the last one closes";
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
    return !asTracer && !byPidfd;
  }

  @Override
  public boolean releasesAtDeath(Task child) {
    return child.group().pidfds() == 0;
  }

  @Override
  public LastClose lastClose() {
    return LastClose.REAP;
  }
}
