package org.reapscope.analyzer.replay;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.ChangesInFlight;
import org.reapscope.analyzer.order.ChangesInFlight.Change;
import org.reapscope.analyzer.order.OpenFacts;
import org.reapscope.analyzer.order.Rule;

/**
 * Facts that two overlapping records leave open: did the death see the old disposition or the new
 * one (R3), did the orphan go to this reaper or that (R4), did the fork copy the old group or the
 * new (R7). The model holds one outcome; a later wait may show that it was the other.
 */
final class Races {
  private final World world;
  private final ChangesInFlight<ThreadGroup, ChildSignalAction> dispositions =
      new ChangesInFlight<>();
  private final ChangesInFlight<ThreadGroup, Boolean> subreapers = new ChangesInFlight<>();
  private final ChangesInFlight<ThreadGroup, ProcessGroup> groups = new ChangesInFlight<>();
  private final OpenFacts<Fact> facts = new OpenFacts<>();

  Races(World world) {
    this.world = world;
  }

  /** One fact left open: whom it concerns, and how to turn it over. */
  private static final class Fact implements OpenFacts.Fact {
    private final Rule rule;
    private final TracedTask child;
    private final @Nullable ThreadGroup party;
    private final @Nullable ThreadGroup otherParty;
    private final Runnable turn;

    Fact(
        Rule rule,
        TracedTask child,
        @Nullable ThreadGroup party,
        @Nullable ThreadGroup otherParty,
        Runnable turn) {
      this.rule = rule;
      this.child = child;
      this.party = party;
      this.otherParty = otherParty;
      this.turn = turn;
    }

    @Override
    public Rule rule() {
      return rule;
    }

    @Override
    public void turn() {
      turn.run();
    }

    boolean concerns(ThreadGroup group) {
      Task parent = child.task.realParent();
      return party == group || otherParty == group || (parent != null && parent.group() == group);
    }
  }

  // Changes in flight ----------------------------------------------------------------------------

  /** SIGCHLD's disposition changes somewhere between these lines. */
  void dispositionChanges(
      ThreadGroup group, long from, long to, ChildSignalAction before, ChildSignalAction after) {
    if (before.autoreaps() != after.autoreaps()) {
      dispositions.add(group, from, to, before, after);
    }
  }

  /** The subreaper attribute changes somewhere between these lines. */
  void subreaperChanges(ThreadGroup group, long from, long to, boolean before) {
    subreapers.add(group, from, to, before, !before);
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
        if (view != null && view.link.batch() == 0 && view.link.overlaps(from, to)) {
          facts.keep(groupRace(view, group, before, after));
        }
      }
    }
  }

  // Facts left open ------------------------------------------------------------------------------

  /** A child has just died at {@code line}: was the disposition that decides changing? */
  void childDied(TracedTask child, @Nullable Task parent, long key, long line) {
    if (parent == null || child.task.exitSignal() != Signals.SIGCHLD) {
      return;
    }
    if (!dispositions.crossing(parent.group(), line, line).isEmpty()) {
      facts.keep(
          new Fact(
              Rule.SIGACTION_RACE,
              child,
              parent.group(),
              null,
              () -> turnDeath(child, parent, key)));
    }
  }

  private void turnDeath(TracedTask child, Task parent, long key) {
    Kernel kernel = world.kernel();
    if (child.task.state() == Task.State.DEAD) {
      world.restore(child);
      kernel.revive(child.task, heir(parent), key);
    } else {
      kernel.release(child.task);
    }
  }

  /** The task itself while it lives, else whoever inherits its children. */
  private Task heir(Task parent) {
    if (parent.isAlive()) {
      return parent;
    }
    for (Task thread : parent.group().threads()) {
      if (thread.isAlive()) {
        return thread;
      }
    }
    Task reaper = world.kernel().reaperFor(parent.group());
    return reaper == null ? parent : reaper;
  }

  /**
   * A process is about to die at {@code line}: is a subreaper attribute above it changing, so that
   * its children might go elsewhere?
   */
  @Nullable ReaperChoice reaperChoice(TracedTask dying, long line) {
    ThreadGroup group = dying.task.group();
    long since = dying.dyingFrom == 0 ? line : dying.dyingFrom;
    for (Change<ThreadGroup, Boolean> change : subreapers.overlapping(since, line)) {
      if (change.owner() == group) {
        continue;
      }
      boolean now = change.owner().isSubreaper();
      Task chosen = world.kernel().reaperFor(group);
      world.kernel().setSubreaper(change.owner(), !now);
      Task other = world.kernel().reaperFor(group);
      world.kernel().setSubreaper(change.owner(), now);
      if (groupOf(chosen) != groupOf(other)) {
        return new ReaperChoice(chosen, other);
      }
    }
    return inheritedChoice(dying);
  }

  /** The dying process may itself have gone to another parent: then so do its children. */
  private @Nullable ReaperChoice inheritedChoice(TracedTask dying) {
    Fact fact =
        facts.first(
            each -> each.rule == Rule.SUBREAPER_RACE && each.child == dying && each.party == null);
    if (fact == null) {
      return null;
    }
    Task chosen = world.kernel().reaperFor(dying.task.group());
    fact.turn();
    Task other = world.kernel().reaperFor(dying.task.group());
    fact.turn();
    return groupOf(chosen) == groupOf(other) ? null : new ReaperChoice(chosen, other);
  }

  private static @Nullable ThreadGroup groupOf(@Nullable Task task) {
    return task == null ? null : task.group();
  }

  /**
   * Two processes that might have inherited the same orphans, null for one outside the log; the
   * model chose the first.
   */
  record ReaperChoice(@Nullable Task chosen, @Nullable Task other) {}

  /** The orphans went to the chosen reaper; the log would also allow the other. */
  void orphansMoved(ReaperChoice choice, List<TracedTask> orphans, long line) {
    for (TracedTask orphan : orphans) {
      if (orphan.task.state() != Task.State.DEAD) {
        facts.keep(
            new Fact(
                Rule.SUBREAPER_RACE,
                orphan,
                groupOf(choice.chosen),
                groupOf(choice.other),
                () -> moveAll(orphans, choice, line)));
      }
    }
  }

  private void moveAll(List<TracedTask> orphans, ReaperChoice choice, long line) {
    long key = World.key(line);
    for (TracedTask orphan : orphans) {
      if (!orphan.reaped) {
        move(orphan, choice, key++);
      }
    }
  }

  private void move(TracedTask orphan, ReaperChoice choice, long key) {
    Kernel kernel = world.kernel();
    boolean isChosen = groupOf(orphan.task.realParent()) == groupOf(choice.chosen);
    Task target = isChosen ? choice.other : choice.chosen;
    boolean gone = orphan.task.state() == Task.State.DEAD;
    if (target == null && !gone) {
      kernel.exile(orphan.task);
      if (orphan.task.state() == Task.State.ZOMBIE) {
        kernel.release(orphan.task);
      }
    } else if (target != null && gone) {
      world.restore(orphan);
      kernel.revive(orphan.task, heir(target), key);
    } else if (target != null) {
      kernel.adopt(orphan.task, heir(target), key);
    }
  }

  /** A process was forked between these lines: was its creator's group changing? */
  void forked(TracedTask child, ThreadGroup creator, long from, long to) {
    for (Change<ThreadGroup, ProcessGroup> change : groups.crossing(creator, from, to)) {
      facts.keep(groupRace(child, creator, change.before(), change.after()));
    }
  }

  /** The child has one of two groups; turning it over gives it the other. */
  private Fact groupRace(
      TracedTask child, ThreadGroup creator, ProcessGroup before, ProcessGroup after) {
    return new Fact(
        Rule.SETPGID_RACE,
        child,
        creator,
        null,
        () -> {
          ThreadGroup group = child.task.group();
          boolean isAfter = group.processGroup() == after;
          world.kernel().setProcessGroup(group, isAfter ? before : after);
        });
  }

  // Turning facts over ---------------------------------------------------------------------------

  /**
   * Turns over one fact that concerns a process, if that makes the test hold; else leaves all as
   * they were. Returns the rule used, or null.
   */
  @Nullable Rule turnOne(ThreadGroup group, BooleanSupplier test) {
    return facts.turnOne(fact -> fact.concerns(group), test);
  }

  /** SIGCHLD reached the parent with this child's number: it cannot have been ignored (R3). */
  void signalArrived(ThreadGroup parent, TracedTask child) {
    Predicate<Fact> about =
        fact -> fact.rule == Rule.SIGACTION_RACE && fact.child == child && fact.party == parent;
    Fact open = facts.first(about);
    if (open != null && child.task.state() == Task.State.DEAD) {
      open.turn();
    }
    facts.settle(about);
  }

  /**
   * The dead child that an open fact says an ignored SIGCHLD has autoreaped, by its number;
   * SA_NOCLDWAIT does not keep the signal away.
   */
  @Nullable TracedTask autoreapedChild(ThreadGroup parent, int tid) {
    if (parent.childSignal().handler() != ChildSignalAction.Handler.IGNORE) {
      return null;
    }
    Fact fact =
        facts.first(
            each ->
                each.rule == Rule.SIGACTION_RACE
                    && each.party == parent
                    && each.child.tid() == tid
                    && each.child.task.state() == Task.State.DEAD);
    return fact == null ? null : fact.child;
  }
}
