package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Creation;
import org.reapscope.analyzer.kernel.Creation.Flag;
import org.reapscope.analyzer.kernel.Errno;

/** Creation rules shared by every form of CLONE_WAIT_PIDFD: a clone3 flag that needs a pidfd. */
final class HighFlag {
  private HighFlag() {}

  static int creationError(Creation creation) {
    if (!creation.has(Flag.MARK)) {
      return 0;
    }
    boolean wrong =
        !creation.clone3()
            || !creation.has(Flag.PIDFD)
            || creation.has(Flag.THREAD)
            || creation.has(Flag.DETACHED);
    return wrong ? Errno.EINVAL : 0;
  }
}
