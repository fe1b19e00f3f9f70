package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.OpenFacts;
import org.reapscope.analyzer.order.Rule;

/** A fact that two overlapping records leave open: whom it concerns, and what else would be. */
final class Race implements OpenFacts.Fact {
  private final Rule rule;
  private final List<TracedTask> children = new ArrayList<>(2);
  private final List<ThreadGroup> parties = new ArrayList<>(2);
  private final List<Runnable> changes = new ArrayList<>(1);

  Race(Rule rule) {
    this.rule = rule;
  }

  /** One more consequence: these children, between these processes. */
  Race with(
      List<TracedTask> who,
      @Nullable ThreadGroup party,
      @Nullable ThreadGroup otherParty,
      Runnable change) {
    children.addAll(who);
    if (party != null) {
      parties.add(party);
    }
    if (otherParty != null) {
      parties.add(otherParty);
    }
    changes.add(change);
    return this;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  @Override
  public void turn() {
    changes.forEach(Runnable::run);
  }

  /** Whether a process has a part in it, as one of the two parents or as the present one. */
  boolean concerns(ThreadGroup group) {
    return parties.contains(group) || children.stream().anyMatch(child -> isParent(group, child));
  }

  static boolean isParent(ThreadGroup group, TracedTask child) {
    Task parent = child.task.realParent();
    return parent != null && parent.group() == group;
  }

  /** The child with this number that no recorded wait has reaped, null when there is none. */
  @Nullable TracedTask about(int tid) {
    for (TracedTask child : children) {
      if (child.tid() == tid && !child.reaped) {
        return child;
      }
    }
    return null;
  }

  /** Whether it is about this child. */
  boolean isAbout(@Nullable TracedTask child) {
    return child != null && children.contains(child);
  }

  /** Whether a process has a part in a race under this rule about the child with this number. */
  boolean matches(Rule which, ThreadGroup party, int tid) {
    return rule == which && parties.contains(party) && about(tid) != null;
  }

  /** Whether it is about this task or one above it. */
  boolean isAbove(ThreadGroup group) {
    Task above = group.leader();
    while (above != null) {
      Task leader = above.group().leader();
      if (children.stream().anyMatch(child -> child.task == leader)) {
        return true;
      }
      above = leader.realParent();
    }
    return false;
  }
}
