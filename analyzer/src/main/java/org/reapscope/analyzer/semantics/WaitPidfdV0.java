package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Creation;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitRequest;

/** CLONE_WAIT_PID as first posted: hides from tracers too, and a plain fork copies it (E.2). */
final class WaitPidfdV0 implements Semantics {
  @Override
  public String name() {
    return "wait-pidfd-v0";
  }

  @Override
  public String summary() {
    return "CLONE_WAIT_PID as first posted: also hidden from tracers, inherited by fork";
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
  public boolean inheritsMark() {
    return true;
  }

  @Override
  public boolean hides(
      Task child, WaitRequest.Selector selector, boolean byPidfd, boolean asTracer) {
    return selector != WaitRequest.Selector.ONE;
  }
}
