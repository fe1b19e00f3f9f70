package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Creation;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitRequest;

/** Another profile with something changed; answers as that profile where nothing is overridden. */
abstract class Variant implements Semantics {
  private final Semantics base;

  Variant(Semantics base) {
    this.base = base;
  }

  @Override
  public String name() {
    return base.name();
  }

  @Override
  public String summary() {
    return base.summary();
  }

  @Override
  public boolean hides(
      Task child, WaitRequest.Selector selector, boolean byPidfd, boolean asTracer) {
    return base.hides(child, selector, byPidfd, asTracer);
  }

  @Override
  public boolean focusedWaitsWalk() {
    return base.focusedWaitsWalk();
  }

  @Override
  public boolean youngestFirst() {
    return base.youngestFirst();
  }

  @Override
  public boolean childrenOfProcess() {
    return base.childrenOfProcess();
  }

  @Override
  public boolean walksForMissingGroup() {
    return base.walksForMissingGroup();
  }

  @Override
  public int exitSignalOfMarked(int given) {
    return base.exitSignalOfMarked(given);
  }

  @Override
  public boolean inheritsMark() {
    return base.inheritsMark();
  }

  @Override
  public boolean clearsMarkOnReparent() {
    return base.clearsMarkOnReparent();
  }

  @Override
  public boolean releasesAtDeath(Task child) {
    return base.releasesAtDeath(child);
  }

  @Override
  public boolean deathIsSilent(Task child) {
    return base.deathIsSilent(child);
  }

  @Override
  public LastClose lastClose() {
    return base.lastClose();
  }

  @Override
  public boolean flagNeedsPidfd() {
    return base.flagNeedsPidfd();
  }

  @Override
  public boolean hasAutokill() {
    return base.hasAutokill();
  }

  @Override
  public boolean hasFlag() {
    return base.hasFlag();
  }

  @Override
  public boolean hasPidfdWait() {
    return base.hasPidfdWait();
  }

  @Override
  public boolean isLinux() {
    return base.isLinux();
  }

  @Override
  public int creationError(Creation creation) {
    return base.creationError(creation);
  }
}
