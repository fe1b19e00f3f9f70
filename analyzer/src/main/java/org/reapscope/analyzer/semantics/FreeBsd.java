package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitRequest;

/** FreeBSD today: as before, but wait for any child does not see children with a descriptor. */
final class FreeBsd extends Variant {
  FreeBsd(Semantics original) {
    super(original);
  }

  @Override
  public String name() {
    return "freebsd";
  }

  @Override
  public String summary() {
    return "FreeBSD today: children with a process descriptor are hidden from waits for any child";
  }

  @Override
  public boolean hasPidfdWait() {
    return true;
  }

  @Override
  public boolean hides(
      Task child, WaitRequest.Selector selector, boolean byPidfd, boolean asTracer) {
    return !asTracer && selector == WaitRequest.Selector.ANY;
  }
}
