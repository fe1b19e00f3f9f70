package org.reapscope.analyzer.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.OpenFacts;
import org.reapscope.analyzer.order.Rule;

/** Which child a wait took whose result does not say so: it never came back, or names nobody. */
final class ReapRaces {
  private final World world;
  private final OpenFacts<Race> open;

  ReapRaces(World world, OpenFacts<Race> open) {
    this.world = world;
    this.open = open;
  }

  /** A wait that its task did not survive may have reaped one of these zombies (R12). */
  void oneMayBeReapedBy(ThreadGroup waiter, List<TracedTask> zombies) {
    boolean[] spent = {false};
    for (TracedTask child : zombies) {
      LostReap reap = new LostReap(child, spent);
      open.keep(new Race(Rule.LOST_WAIT).with(List.of(child), waiter, null, reap::turn));
    }
  }

  /** One zombie that a lost wait may have taken, or not. */
  private final class LostReap {
    private final TracedTask child;
    private final boolean[] spent;
    private @Nullable Task holder;
    private long key;

    /** {@code spent}: whether the call has taken its one child, shared by all it might take. */
    LostReap(TracedTask child, boolean[] spent) {
      this.child = child;
      this.spent = spent;
    }

    void turn() {
      Task parent = child.task.realParent();
      if (holder == null && parent != null && !spent[0] && isZombie(child)) {
        holder = parent;
        key = child.task.linkKey();
        world.kernel().corrections().release(child.task);
        spent[0] = true;
      } else if (holder != null && !child.reaped && child.task.state() == Task.State.DEAD) {
        world.restore(child);
        world.kernel().corrections().revive(child.task, world.heirOf(holder), key);
        holder = null;
        spent[0] = false;
      }
    }
  }

  /** A wait whose result names nobody reaped this child, or one of these others (R2). */
  void oneReapedInstead(ThreadGroup waiter, TracedTask child, List<TracedTask> others) {
    if (others.isEmpty()) {
      return;
    }
    Task parent = waiter.leader();
    boolean[] spent = {false};
    for (TracedTask other : others) {
      LostReap reap = new LostReap(other, spent);
      long key = child.task.linkKey();
      open.keep(
          new Race(Rule.UNSEEN_REAP)
              .with(
                  List.of(child, other),
                  waiter,
                  null,
                  () -> {
                    boolean before = spent[0];
                    reap.turn();
                    if (!before && spent[0]) {
                      child.reaped = false;
                      world.restore(child);
                      world.kernel().corrections().revive(child.task, world.heirOf(parent), key);
                    } else if (before && !spent[0]) {
                      world.kernel().corrections().release(child.task);
                      child.reaped = true;
                    }
                  }));
    }
  }

  private static boolean isZombie(TracedTask child) {
    return child.task.state() == Task.State.ZOMBIE && !child.task.group().isAlive();
  }
}
