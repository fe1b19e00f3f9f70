package org.reapscope.analyzer.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Corrections;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.OpenFacts;
import org.reapscope.analyzer.order.Rule;

/**
 * Facts that two overlapping records leave open, kept until one is settled. The model holds one
 * outcome of each; a later wait, or a signal, may show that it was the other.
 */
final class Races {
  /** Facts that one result may turn over. */
  private static final int MOST_TURNED = 32;

  /** What turning a fact over costs, compared with looking at a child. */
  private static final int TURN = 20;

  private final World world;
  private final Effort effort = new Effort();
  private final OpenFacts<Race> open = new OpenFacts<>();
  private final DeathRaces deaths;
  private final OrphanRaces orphans;
  private final GroupRaces groups;
  private final ReapRaces reaps;

  Races(World world) {
    this.world = world;
    this.deaths = new DeathRaces(world, open);
    this.orphans = new OrphanRaces(world, open, effort);
    this.groups = new GroupRaces(world, open);
    this.reaps = new ReapRaces(world, open);
  }

  /** What may still be spent on explaining. */
  Effort effort() {
    return effort;
  }

  /** Zombie or autoreaped. */
  DeathRaces deaths() {
    return deaths;
  }

  /** This reaper or that. */
  OrphanRaces orphans() {
    return orphans;
  }

  /** The old process group or the new. */
  GroupRaces groups() {
    return groups;
  }

  /** This child or that, or none. */
  ReapRaces reaps() {
    return reaps;
  }

  /** A stopped process is being sent SIGCONT (B9). */
  void continueSent(TracedTask target) {
    ThreadGroup group = target.task.group();
    TracedTask leader = world.viewOf(group.leader());
    Corrections corrections = world.kernel().corrections();
    Corrections.StopState before = corrections.stopState(group);
    if (leader != null && before.stopped()) {
      open.keep(
          new Race(Rule.CONTINUE_IN_FLIGHT)
              .with(
                  List.of(leader),
                  null,
                  null,
                  () -> {
                    if (corrections.stopState(group).stopped()) {
                      world.kernel().resume(group);
                    } else {
                      corrections.restoreStops(group, before);
                    }
                  }));
    }
  }

  /** It has arrived by now. */
  void continueArrived(ThreadGroup group) {
    open.settle(
        race ->
            race.rule() == Rule.CONTINUE_IN_FLIGHT && race.isAbout(world.viewOf(group.leader())));
  }

  /** A process was killed inside an exec, which may have reset its exit signal before (R14). */
  void execMayHaveSucceeded(TracedTask caller) {
    execResets(caller, Rule.LOST_EXEC);
  }

  /** An exec that succeeds is under way, and resets the exit signal at some point of it (R14). */
  void execBegins(TracedTask caller) {
    execResets(caller, Rule.EXEC_IN_FLIGHT);
  }

  /** An exec has ended: the model holds what it did. */
  void execEnds(TracedTask leader) {
    open.settle(race -> race.rule() == Rule.EXEC_IN_FLIGHT && race.isAbout(leader));
  }

  private void execResets(TracedTask caller, Rule rule) {
    Task leader = caller.task.group().leader();
    TracedTask view = world.viewOf(leader);
    int before = leader.exitSignal();
    if (view != null && before != Signals.SIGCHLD) {
      open.keep(
          new Race(rule)
              .with(
                  List.of(view),
                  null,
                  null,
                  () ->
                      world
                          .kernel()
                          .corrections()
                          .setExitSignal(
                              leader, leader.exitSignal() == before ? Signals.SIGCHLD : before)));
    }
  }

  /**
   * Turns over one race that concerns a process, if that makes the test hold; else leaves all as
   * they were. Returns the rule used, or null.
   */
  @Nullable Rule turnOne(ThreadGroup group, BooleanSupplier test) {
    return open.turnOne(race -> effort.isLeft() && race.concerns(group), costly(group, test));
  }

  private BooleanSupplier costly(ThreadGroup group, BooleanSupplier test) {
    return () -> {
      effort.spend(TURN + group.childCount());
      return test.getAsBoolean();
    };
  }

  /**
   * Turns over facts about one child after the other that stands in the way of a result, or that
   * the result names, until the test holds; else leaves all as they were.
   *
   * @param next the child to blame at the present state, null when there is none
   */
  @Nullable Rule turnSeveral(Supplier<@Nullable TracedTask> next, BooleanSupplier test) {
    Deque<Race> turned = new ArrayDeque<>();
    while (turned.size() < MOST_TURNED) {
      TracedTask child = next.get();
      Race race =
          child == null ? null : open.first(each -> each.isAbout(child) && !turned.contains(each));
      if (race == null) {
        break;
      }
      race.turn();
      turned.push(race);
      Task parent = child.task.realParent();
      effort.spend(TURN + (parent == null ? 0 : parent.childCount()));
      if (test.getAsBoolean()) {
        turned.forEach(open::settle);
        return turned.getFirst().rule();
      }
    }
    turned.forEach(Race::turn);
    return null;
  }

  /**
   * SIGCHLD reached a process and names this child: it is the parent (R4), and does not ignore the
   * signal (R3); SA_NOCLDWAIT would not keep it away.
   */
  void signalArrived(ThreadGroup parent, int tid) {
    if (parent.childSignal().handler() == ChildSignalAction.Handler.IGNORE) {
      turnOfDead(about(Rule.SIGACTION_RACE, parent, tid), tid);
    }
    // The signal about an orphan went to the reaper: the old parent had given it away (R6).
    turnOfDead(about(Rule.EARLY_REPARENT, parent, tid), tid);
    Predicate<Race> move = about(Rule.SUBREAPER_RACE, parent, tid);
    Race moved = open.first(move);
    TracedTask orphan = moved == null ? null : moved.about(tid);
    if (moved == null || orphan == null) {
      return;
    }
    if (!Race.isParent(parent, orphan)) {
      moved.turn();
    }
    if (Race.isParent(parent, orphan)) {
      open.settle(move);
    } else {
      moved.turn();
    }
  }

  /** Facts under this rule that this process has a part in and that are about this child. */
  private static Predicate<Race> about(Rule rule, ThreadGroup party, int tid) {
    return race -> race.matches(rule, party, tid);
  }

  /** Turns the first of these facts, and settles them, when its child is dead and gone. */
  private void turnOfDead(Predicate<Race> which, int tid) {
    Race race = open.first(which);
    TracedTask child = race == null ? null : race.about(tid);
    if (race != null && child != null && child.task.state() == Task.State.DEAD) {
      race.turn();
      open.settle(which);
    }
  }
}
