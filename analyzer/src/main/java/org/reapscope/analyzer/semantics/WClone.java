package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Semantics;

/** Exit signal 0: the marking that every Linux has, seen only with __WCLONE or __WALL (E.8). */
final class WClone implements Semantics {
  @Override
  public String name() {
    return "wclone";
  }

  @Override
  public String summary() {
    return "exit signal 0: marked children are seen only by __WCLONE or __WALL, until they exec";
  }

  @Override
  public boolean hasFlag() {
    return true;
  }

  @Override
  public int exitSignalOfMarked(int given) {
    return 0;
  }
}
