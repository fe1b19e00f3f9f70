package org.reapscope.analyzer.replay;

import java.util.List;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.ChangesInFlight;
import org.reapscope.analyzer.order.ChangesInFlight.Change;
import org.reapscope.analyzer.order.OpenFacts;
import org.reapscope.analyzer.order.Rule;

/** Which process group a fork copied while its caller's was changing (R7). */
final class GroupRaces {
  private final World world;
  private final OpenFacts<Race> open;
  private final ChangesInFlight<ThreadGroup, ProcessGroup> groups = new ChangesInFlight<>();

  GroupRaces(World world, OpenFacts<Race> open) {
    this.world = world;
    this.open = open;
  }

  /** The process group changes somewhere between these lines. */
  void groupChanges(
      ThreadGroup group, long from, long to, ProcessGroup before, ProcessGroup after) {
    if (before == after) {
      return;
    }
    groups.add(group, from, to, before, after);
    for (Task thread : group.threads()) {
      for (Task child : thread.children()) {
        TracedTask view = world.viewOf(child);
        if (view != null && view.link().batch() == 0 && view.link().overlaps(from, to)) {
          open.keep(groupRace(view, group, before, after));
        }
      }
    }
  }

  /** A process was forked between these lines: was its creator's group changing? */
  void forked(TracedTask child, ThreadGroup creator, long from, long to) {
    for (Change<ThreadGroup, ProcessGroup> change : groups.crossing(creator, from, to)) {
      open.keep(groupRace(child, creator, change.before(), change.after()));
    }
  }

  /** The child has one of two groups, and those it made have the same; turning it over swaps. */
  private Race groupRace(
      TracedTask child, ThreadGroup creator, ProcessGroup before, ProcessGroup after) {
    return new Race(Rule.SETPGID_RACE)
        .with(List.of(child), creator, null, () -> swapGroups(child, before, after));
  }

  private void swapGroups(TracedTask child, ProcessGroup before, ProcessGroup after) {
    boolean isAfter = child.task.group().processGroup() == after;
    ProcessGroup from = isAfter ? after : before;
    for (TracedTask heir : world.membersOf(from)) {
      if (hasGroupOf(heir, child)) {
        world.kernel().setProcessGroup(heir.task.group(), isAfter ? before : after);
      }
    }
  }

  /** Whether a process still has the group that it, or one above it, copied from the child. */
  private boolean hasGroupOf(TracedTask heir, TracedTask child) {
    TracedTask each = heir;
    while (each != null && !each.ownGroup) {
      if (each == child) {
        return true;
      }
      each = each.creator == null ? null : world.viewOf(each.creator.task.group().leader());
    }
    return false;
  }

  /** The log shows the number of a process's group. */
  void groupShown(ThreadGroup group, int number) {
    if (group.processGroup().number() != number) {
      open.turnOne(
          race -> race.rule() == Rule.SETPGID_RACE, () -> group.processGroup().number() == number);
    }
  }
}
