package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;

/** FreeBSD 9.0 to 2015: pdfork'ed children are visible to every wait. */
final class FreeBsdOriginal implements Semantics {
  @Override
  public String name() {
    return "freebsd-original";
  }

  @Override
  public String summary() {
    return "FreeBSD 9.0 to 2015: process descriptors hide nothing, the last close kills";
  }

  @Override
  public boolean isLinux() {
    return false;
  }

  @Override
  public boolean hasPidfdWait() {
    return false;
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
  public boolean focusedWaitsWalk() {
    return true;
  }

  @Override
  public boolean youngestFirst() {
    return true;
  }

  @Override
  public boolean childrenOfProcess() {
    return true;
  }

  @Override
  public boolean walksForMissingGroup() {
    return true;
  }

  @Override
  public boolean deathIsSilent(Task child) {
    return child.group().isMarked() && child.group().pidfds() > 0;
  }

  @Override
  public LastClose lastClose() {
    return LastClose.KILL_AND_DISOWN;
  }
}
