package org.reapscope.analyzer.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.ChangesInFlight;
import org.reapscope.analyzer.order.LinkInterval;
import org.reapscope.analyzer.order.OpenFacts;
import org.reapscope.analyzer.order.Rule;

/**
 * Whether a child that died became a zombie or was autoreaped: the death may have seen SIGCHLD's
 * old disposition or the new one (R3), that of the parent or that of the reaper after it (R6).
 */
final class DeathRaces {
  private final World world;
  private final OpenFacts<Race> open;
  private final ChangesInFlight<ThreadGroup, ChildSignalAction> dispositions =
      new ChangesInFlight<>();

  DeathRaces(World world, OpenFacts<Race> open) {
    this.world = world;
    this.open = open;
  }

  /** SIGCHLD's disposition changes somewhere between these lines. */
  void dispositionChanges(
      ThreadGroup group, long from, long to, ChildSignalAction before, ChildSignalAction after) {
    if (before.autoreaps() != after.autoreaps()) {
      dispositions.note(group, from, to, before, after);
    }
  }

  /** A child has just died at {@code line}: was the disposition that decides changing? */
  void childDied(TracedTask child, @Nullable Task parent, long key, long line) {
    if (parent == null || child.task.exitSignal() != Signals.SIGCHLD) {
      return;
    }
    if (!dispositions.crossing(parent.group(), since(child, line), line).isEmpty()) {
      open.keep(
          new Race(Rule.SIGACTION_RACE)
              .with(List.of(child), parent.group(), null, () -> turnDeath(child, parent, key)));
    }
    diedBesideParent(child, parent, line);
  }

  /**
   * strace takes in several deaths and other stops at once and prints them one by one, so that a
   * parent may have been told at any moment since its child began to die. A zombie that changes
   * hands is told of where it does.
   */
  private static long since(TracedTask child, long line) {
    return child.dyingFrom > 0 && child.exitLine() == line ? child.dyingFrom : line;
  }

  /**
   * A child was autoreaped because its parent ignores it. While the parent is dying the child may
   * have gone to the reaper before it died (R6), and lies there if the reaper ignores nothing.
   */
  private void diedBesideParent(TracedTask child, Task parent, long line) {
    ThreadGroup group = parent.group();
    TracedTask leader = world.viewOf(group.leader());
    if (leader == null
        || leader.dyingFrom == 0
        || !group.isAlive()
        || child.task.state() != Task.State.DEAD) {
      return;
    }
    Task reaper = world.kernel().reaperFor(group);
    if (reaper != null && reaper.group() != group && !reaper.group().childSignal().autoreaps()) {
      LinkInterval place = child.link();
      open.keep(
          new Race(Rule.EARLY_REPARENT)
              .with(
                  List.of(child),
                  reaper.group(),
                  null,
                  () -> turnInheritance(child, place, leader, reaper, line)));
    }
  }

  private void turnInheritance(
      TracedTask child, LinkInterval place, TracedTask parent, Task reaper, long line) {
    Kernel kernel = world.kernel();
    if (child.task.state() != Task.State.DEAD) {
      kernel.corrections().release(child.task);
      child.place(place);
      return;
    }
    Task heir = world.heirOf(reaper);
    long end = parent.task.group().isAlive() ? line : Math.max(parent.exitLine, line);
    LinkInterval moved = place.moved(parent.dyingFrom, end, end);
    child.place(moved);
    world.restore(child);
    kernel.corrections().revive(child.task, heir, keyAmong(heir.children(), moved));
  }

  /** Children moved together keep their order: behind the last one that was there before. */
  private long keyAmong(Iterable<Task> siblings, LinkInterval link) {
    LinkInterval place = link.before();
    long key = World.key(link.batch());
    for (Task sibling : siblings) {
      TracedTask view = world.viewOf(sibling);
      LinkInterval other =
          view == null || view.link().batch() != link.batch() ? null : view.link().before();
      if (other != null && place != null && other.from() < place.from()) {
        key = Math.max(key, sibling.linkKey());
      }
    }
    return key;
  }

  private void turnDeath(TracedTask child, Task parent, long key) {
    Kernel kernel = world.kernel();
    if (child.task.state() == Task.State.DEAD) {
      world.restore(child);
      kernel.corrections().revive(child.task, world.heirOf(parent), key);
    } else {
      kernel.corrections().release(child.task);
    }
  }
}
