package org.reapscope.analyzer.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.ChangesInFlight;
import org.reapscope.analyzer.order.ChangesInFlight.Change;
import org.reapscope.analyzer.order.OpenFacts;
import org.reapscope.analyzer.order.Rule;

/** Which reaper orphans went to while a subreaper attribute above them was changing (R4). */
final class OrphanRaces {
  /** What turning a fact over costs, compared with looking at a child. */
  private static final int TURN = 20;

  private final World world;
  private final OpenFacts<Race> open;
  private final Effort effort;
  private final ChangesInFlight<ThreadGroup, Boolean> subreapers = new ChangesInFlight<>();

  OrphanRaces(World world, OpenFacts<Race> open, Effort effort) {
    this.world = world;
    this.effort = effort;
    this.open = open;
  }

  /** The subreaper attribute changes somewhere between these lines. */
  void subreaperChanges(ThreadGroup group, long from, long to, boolean before) {
    subreapers.add(group, from, to, before, !before);
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
        return new ReaperChoice(chosen, other, null);
      }
    }
    return inheritedChoice(dying);
  }

  /** The dying process, or one above it, may have gone to another parent: so do its children. */
  private @Nullable ReaperChoice inheritedChoice(TracedTask dying) {
    ThreadGroup group = dying.task.group();
    Task chosen = world.kernel().reaperFor(group);
    Task[] other = {chosen};
    Race cause =
        open.first(
            race -> {
              if (race.rule() == Rule.SUBREAPER_RACE && effort.spend(TURN) && race.isAbove(group)) {
                race.turn();
                other[0] = world.kernel().reaperFor(group);
                race.turn();
              }
              return groupOf(chosen) != groupOf(other[0]);
            });
    return cause == null ? null : new ReaperChoice(chosen, other[0], cause);
  }

  private static @Nullable ThreadGroup groupOf(@Nullable Task task) {
    return task == null ? null : task.group();
  }

  /**
   * Two processes that might have inherited the same orphans, null for one outside the log; the
   * model chose the first.
   */
  static final class ReaperChoice {
    private final @Nullable Task chosen;
    private final @Nullable Task other;

    /** The open race that decides this choice as well, null for a choice of its own. */
    private final @Nullable Race cause;

    ReaperChoice(@Nullable Task chosen, @Nullable Task other, @Nullable Race cause) {
      this.chosen = chosen;
      this.other = other;
      this.cause = cause;
    }
  }

  /** The orphans went to the chosen reaper; the log would also allow the other. */
  void orphansMoved(ReaperChoice choice, List<TracedTask> orphans, long line) {
    if (orphans.isEmpty()) {
      return;
    }
    Runnable change = new Move(choice, orphans, line)::turn;
    if (choice.cause == null) {
      open.keep(
          new Race(Rule.SUBREAPER_RACE)
              .with(orphans, groupOf(choice.chosen), groupOf(choice.other), change));
    } else {
      choice.cause.with(orphans, groupOf(choice.chosen), groupOf(choice.other), change);
    }
  }

  /** Orphans with the one reaper or with the other; turning takes them across and back. */
  private final class Move {
    private final ReaperChoice choice;
    private final List<TracedTask> orphans;
    private final List<TracedTask> autoreaped;
    private final Map<TracedTask, Long> across = new LinkedHashMap<>();
    private final long line;
    private boolean isOther;

    Move(ReaperChoice choice, List<TracedTask> orphans, long line) {
      this.choice = choice;
      this.orphans = orphans;
      this.line = line;
      this.autoreaped =
          orphans.stream().filter(each -> each.task.state() == Task.State.DEAD).toList();
    }

    void turn() {
      isOther = !isOther;
      if (isOther) {
        goAcross();
      } else {
        comeBack();
      }
    }

    private void goAcross() {
      long key = World.key(line);
      for (TracedTask orphan : orphans) {
        if (autoreaped.contains(orphan) || isWith(orphan, choice.chosen)) {
          across.put(orphan, orphan.task.linkKey());
          place(orphan, choice.other, key);
        }
        key++;
      }
    }

    private void comeBack() {
      across.forEach(
          (orphan, key) -> {
            if (isWith(orphan, choice.other)) {
              place(orphan, choice.chosen, key);
              if (autoreaped.contains(orphan)) {
                release(orphan);
              }
            }
          });
      across.clear();
    }
  }

  /** Whether an orphan is still where it was put: with this reaper, or out of sight for null. */
  private static boolean isWith(TracedTask orphan, @Nullable Task reaper) {
    Task parent = orphan.task.realParent();
    boolean gone = orphan.task.state() == Task.State.DEAD;
    return reaper == null ? parent == null || gone : !gone && groupOf(parent) == reaper.group();
  }

  private void place(TracedTask orphan, @Nullable Task target, long key) {
    Kernel kernel = world.kernel();
    boolean gone = orphan.task.state() == Task.State.DEAD;
    if (orphan.reaped) {
      return;
    }
    if (target == null && !gone) {
      kernel.corrections().exile(orphan.task);
      if (orphan.task.state() == Task.State.ZOMBIE && !orphan.task.group().isAlive()) {
        kernel.corrections().release(orphan.task);
      }
    } else if (target != null && gone) {
      world.restore(orphan);
      kernel.corrections().revive(orphan.task, world.heirOf(target), key);
    } else if (target != null) {
      kernel.corrections().adopt(orphan.task, world.heirOf(target), key);
    }
  }

  private void release(TracedTask orphan) {
    if (!orphan.reaped && orphan.task.state() == Task.State.ZOMBIE) {
      world.kernel().corrections().release(orphan.task);
    }
  }
}
