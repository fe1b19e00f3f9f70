package org.reapscope.analyzer.kernel;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** forget_original_parent: who gets the children of the dead (B4, B6). */
final class Orphans {
  private final Kernel kernel;

  Orphans(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Children of a dying process get their new parents (B6), in list order. */
  void reparentAll(ThreadGroup dying) {
    if (dying.childCount() == 0) {
      return;
    }
    Task reaper = newReaper(dying);
    for (Task thread : List.copyOf(dying.threads())) {
      List<Task> children = thread.children();
      if (kernel.semantics().youngestFirst()) {
        Collections.reverse(children);
      }
      for (Task child : children) {
        reparent(child, reaper);
      }
    }
  }

  void reparent(Task child, @Nullable Task reaper) {
    kernel.unlink(child);
    child.exitSignal = Signals.SIGCHLD;
    if (kernel.semantics().clearsMarkOnReparent()) {
      child.group.marked = false;
    }
    if (reaper != null) {
      kernel.link(child, reaper, kernel.tick());
      kernel.listener.reparented(child, reaper);
    }
    if (child.state == Task.State.ZOMBIE
        && child.tracer == null
        && !child.isDelayedLeader()
        && kernel.notices.death(child, child.exitSignal)) {
      kernel.deaths.release(child, true);
    }
  }

  /** Children of a dead thread go to a living one of the same process; nothing else changes. */
  void inherit(Task dead, Task heir) {
    for (Task child : dead.children()) {
      kernel.unlink(child);
      kernel.link(child, heir, kernel.tick());
    }
  }

  /** find_new_reaper: nearest subreaper above, else the namespace's pid 1; null outside. */
  @Nullable Task newReaper(ThreadGroup dying) {
    ThreadGroup reaper = dying.namespace.childReaper;
    if (dying.hasSubreaper) {
      Task above = dying.leader.realParent;
      while (above != null && above.group.namespace == dying.namespace) {
        ThreadGroup group = above.group;
        if (group == reaper) {
          break;
        }
        Task alive = group.firstAlive();
        if (group.subreaper && alive != null) {
          return alive;
        }
        above = group.leader.realParent;
      }
    }
    return reaper == null || reaper == dying ? null : reaper.firstAlive();
  }
}
