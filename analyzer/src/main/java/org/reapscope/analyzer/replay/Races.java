package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;

/**
 * Facts that two overlapping records leave open: did the death see the old disposition or the new
 * one (R3), did the orphan go to this reaper or that (R4), did the fork copy the old group or the
 * new (R7). The model holds one outcome; a later wait may show that it was the other.
 */
final class Races {
  /** Open facts kept; older ones are taken as settled. */
  private static final int KEPT = 4096;

  private final World world;
  private final List<InFlight> changes = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  Races(World world) {
    this.world = world;
  }

  /** A change of process state whose call has not ended yet, or ended not long ago. */
  private record InFlight(
      ThreadGroup group,
      long from,
      long to,
      @Nullable ChildSignalAction before,
      @Nullable ChildSignalAction after,
      @Nullable Boolean subreaperBefore,
      @Nullable ProcessGroup groupBefore,
      @Nullable ProcessGroup groupAfter) {}

  /** One fact left open: whom it concerns, and how to turn it over. */
  private final class Fact {
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

    boolean concerns(ThreadGroup group) {
      Task parent = child.task.realParent();
      return party == group || otherParty == group || (parent != null && parent.group() == group);
    }
  }

  // Changes in flight ----------------------------------------------------------------------------

  /** SIGCHLD's disposition changes somewhere between these lines. */
  void dispositionChanges(
      ThreadGroup group, long from, long to, ChildSignalAction before, ChildSignalAction after) {
    if (from < to && before.autoreaps() != after.autoreaps()) {
      add(new InFlight(group, from, to, before, after, null, null, null));
    }
  }

  /** The subreaper attribute changes somewhere between these lines. */
  void subreaperChanges(ThreadGroup group, long from, long to, boolean before) {
    if (from < to) {
      add(new InFlight(group, from, to, null, null, before, null, null));
    }
  }

  /** The process group changes somewhere between these lines. */
  void groupChanges(
      ThreadGroup group, long from, long to, ProcessGroup before, ProcessGroup after) {
    if (from < to && before != after) {
      add(new InFlight(group, from, to, null, null, null, before, after));
    }
  }

  private void add(InFlight change) {
    changes.add(change);
    if (changes.size() > KEPT) {
      changes.subList(0, KEPT / 2).clear();
    }
  }

  // Facts left open ------------------------------------------------------------------------------

  /** A child has just died at {@code line}: was the disposition that decides changing? */
  void childDied(TracedTask child, @Nullable Task parent, long key, long line) {
    if (parent == null || child.task.exitSignal() != Signals.SIGCHLD) {
      return;
    }
    for (InFlight change : changes) {
      if (change.group == parent.group()
          && change.before != null
          && change.from < line
          && line < change.to) {
        keep(
            new Fact(
                Rule.SIGACTION_RACE,
                child,
                parent.group(),
                null,
                () -> turnDeath(child, parent, key)));
      }
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
    for (InFlight change : changes) {
      Boolean before = change.subreaperBefore;
      if (before == null || change.group == group || change.to < since || change.from > line) {
        continue;
      }
      boolean now = change.group.isSubreaper();
      Task chosen = world.kernel().reaperFor(group);
      world.kernel().setSubreaper(change.group, !now);
      Task other = world.kernel().reaperFor(group);
      world.kernel().setSubreaper(change.group, now);
      if (groupOf(chosen) != groupOf(other)) {
        return new ReaperChoice(chosen, other);
      }
    }
    return inheritedChoice(dying);
  }

  /** The dying process may itself have gone to another parent: then so do its children. */
  private @Nullable ReaperChoice inheritedChoice(TracedTask dying) {
    for (Fact fact : facts) {
      if (fact.rule == Rule.SUBREAPER_RACE && fact.child == dying && fact.party == null) {
        Task chosen = world.kernel().reaperFor(dying.task.group());
        fact.turn.run();
        Task other = world.kernel().reaperFor(dying.task.group());
        fact.turn.run();
        if (groupOf(chosen) != groupOf(other)) {
          return new ReaperChoice(chosen, other);
        }
      }
    }
    return null;
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
        keep(
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
    for (InFlight change : changes) {
      if (change.group == creator
          && change.groupBefore != null
          && change.groupAfter != null
          && change.from < to
          && from < change.to) {
        ProcessGroup before = change.groupBefore;
        ProcessGroup after = change.groupAfter;
        keep(
            new Fact(
                Rule.SETPGID_RACE,
                child,
                creator,
                null,
                () -> {
                  ThreadGroup group = child.task.group();
                  boolean isAfter = group.processGroup() == after;
                  world.kernel().setProcessGroup(group, isAfter ? before : after);
                }));
      }
    }
  }

  private void keep(Fact fact) {
    facts.add(fact);
    if (facts.size() > KEPT) {
      facts.subList(0, KEPT / 2).clear();
    }
  }

  // Turning facts over ---------------------------------------------------------------------------

  /**
   * Turns over one fact that concerns a process, if that makes the test hold; else leaves all as
   * they were. Returns the rule used, or null.
   */
  @Nullable Rule turnOne(ThreadGroup group, BooleanSupplier test) {
    for (Iterator<Fact> i = facts.iterator(); i.hasNext(); ) {
      Fact fact = i.next();
      if (!fact.concerns(group)) {
        continue;
      }
      fact.turn.run();
      if (test.getAsBoolean()) {
        i.remove();
        return fact.rule;
      }
      fact.turn.run();
    }
    return null;
  }

  /** SIGCHLD reached the parent with this child's number: it cannot have been ignored (R3). */
  void signalArrived(ThreadGroup parent, TracedTask child) {
    for (Iterator<Fact> i = facts.iterator(); i.hasNext(); ) {
      Fact fact = i.next();
      if (fact.rule == Rule.SIGACTION_RACE && fact.child == child && fact.party == parent) {
        if (child.task.state() == Task.State.DEAD) {
          fact.turn.run();
        }
        i.remove();
      }
    }
  }

  /**
   * The dead child that an open fact says an ignored SIGCHLD has autoreaped, by its number;
   * SA_NOCLDWAIT does not keep the signal away.
   */
  @Nullable TracedTask autoreapedChild(ThreadGroup parent, int tid) {
    if (parent.childSignal().handler() != ChildSignalAction.Handler.IGNORE) {
      return null;
    }
    for (Fact fact : facts) {
      if (fact.rule == Rule.SIGACTION_RACE
          && fact.party == parent
          && fact.child.tid() == tid
          && fact.child.task.state() == Task.State.DEAD) {
        return fact.child;
      }
    }
    return null;
  }
}
