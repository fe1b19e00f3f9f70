package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Creation;
import org.reapscope.analyzer.kernel.Creation.Flag;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;

/** CLONE_AUTOREAP of Linux 7.1: no exit signal, no zombie; nothing is hidden (E.5). */
final class Autoreap implements Semantics {
  @Override
  public String name() {
    return "autoreap";
  }

  @Override
  public String summary() {
    return "CLONE_AUTOREAP, Linux 7.1: marked children leave no zombie and send no signal";
  }

  @Override
  public boolean hasFlag() {
    return true;
  }

  @Override
  public boolean hasAutokill() {
    return true;
  }

  @Override
  public int exitSignalOfMarked(int given) {
    return 0;
  }

  @Override
  public boolean releasesAtDeath(Task child) {
    return true;
  }

  @Override
  public boolean deathIsSilent(Task child) {
    return child.group().isMarked();
  }

  @Override
  public int creationError(Creation creation) {
    if (creation.byMarked() && creation.has(Flag.PARENT)) {
      return Errno.EINVAL;
    }
    if (creation.has(Flag.MARK)
        && (creation.exitSignal() != 0
            || creation.has(Flag.THREAD)
            || creation.has(Flag.PARENT)
            || !creation.clone3())) {
      return Errno.EINVAL;
    }
    if (creation.has(Flag.NO_NEW_PRIVS) && creation.has(Flag.THREAD)) {
      return Errno.EINVAL;
    }
    return autokillError(creation);
  }

  private static int autokillError(Creation creation) {
    if (!creation.has(Flag.AUTOKILL)) {
      return 0;
    }
    if (!creation.has(Flag.PIDFD) || !creation.has(Flag.MARK) || creation.has(Flag.THREAD)) {
      return Errno.EINVAL;
    }
    return creation.has(Flag.NO_NEW_PRIVS) || creation.privileged() ? 0 : Errno.EPERM;
  }
}
