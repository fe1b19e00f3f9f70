package org.reapscope.analyzer.replay;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.RecordKinds;

/** R6: a process that has begun to die may have given its children away before its last line. */
final class EarlyOrphans {
  private final World world;
  private final RecordKinds kinds;

  EarlyOrphans(World world, RecordKinds kinds) {
    this.world = world;
    this.kinds = kinds;
  }

  /** Whether the caller had such children already, the reported one if there is one. */
  boolean explain(OpenWait wait, Recorded recorded, @Nullable TracedTask child, Waits waits) {
    WaitRequest request = wait.request;
    if (request == null) {
      return false;
    }
    if (child != null) {
      Task parent = child.task.realParent();
      Task heir = parent == null ? null : heirOfDying(parent, wait);
      if (parent == null || heir == null) {
        return false;
      }
      long key = child.task.linkKey();
      int signal = child.task.exitSignal();
      world
          .kernel()
          .corrections()
          .adopt(child.task, heir, World.key(wait.end == null ? 0 : wait.end.line()));
      if (waits.agrees(wait, recorded, world.kernel().ask(request))) {
        return true;
      }
      world.kernel().corrections().adopt(child.task, parent, key);
      world.kernel().corrections().setExitSignal(child.task, signal);
      return false;
    }
    if (recorded.kind() != Recorded.Kind.NOTHING
        || wait.standing().kind() != Answer.Kind.NO_CHILD) {
      return false;
    }
    for (TracedTask dying : world.dying()) {
      if (dying.task.isAlive()
          && heirOfDying(dying.task, wait) != null
          && dying.task.children().stream().anyMatch(Task::isAlive)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Task heirOfDying(Task parent, OpenWait wait) {
    TracedTask leader = world.viewOf(parent.group().leader());
    if (leader == null
        || (leader.dyingFrom == 0 && kinds.exitCalls())
        || parent.group() == wait.caller.task.group()) {
      return null;
    }
    Task heir = world.kernel().reaperFor(parent.group());
    return heir != null && heir.group() == wait.caller.task.group() ? heir : null;
  }
}
