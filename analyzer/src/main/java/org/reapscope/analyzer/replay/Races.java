package org.reapscope.analyzer.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.ChangesInFlight;
import org.reapscope.analyzer.order.ChangesInFlight.Change;
import org.reapscope.analyzer.order.LinkInterval;
import org.reapscope.analyzer.order.OpenFacts;
import org.reapscope.analyzer.order.Rule;

/**
 * Facts that two overlapping records leave open: did the death see the old disposition or the new
 * one (R3), did the orphan go to this reaper or that (R4), did the fork copy the old group or the
 * new (R7). The model holds one outcome; a later wait may show that it was the other.
 */
final class Races {
  /** Facts that one result may turn over. */
  private static final int MOST_TURNED = 32;

  private final World world;
  private final ChangesInFlight<ThreadGroup, ChildSignalAction> dispositions =
      new ChangesInFlight<>();
  private final ChangesInFlight<ThreadGroup, Boolean> subreapers = new ChangesInFlight<>();
  private final ChangesInFlight<ThreadGroup, ProcessGroup> groups = new ChangesInFlight<>();
  private final OpenFacts<Fact> facts = new OpenFacts<>();

  Races(World world) {
    this.world = world;
  }

  /** One fact left open: whom it concerns, and what else would have happened. */
  private static final class Fact implements OpenFacts.Fact {
    private final Rule rule;
    private final List<TracedTask> children = new ArrayList<>(2);
    private final List<ThreadGroup> parties = new ArrayList<>(2);
    private final List<Runnable> changes = new ArrayList<>(1);

    Fact(Rule rule) {
      this.rule = rule;
    }

    /** One more consequence: these children, between these processes. */
    Fact with(
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

    boolean concerns(ThreadGroup group) {
      return parties.contains(group) || children.stream().anyMatch(child -> isParent(group, child));
    }

    private static boolean isParent(ThreadGroup group, TracedTask child) {
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
          new Fact(Rule.SIGACTION_RACE)
              .with(List.of(child), parent.group(), null, () -> turnDeath(child, parent, key)));
    }
    diedBesideParent(child, parent, line);
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
      LinkInterval place = child.link;
      facts.keep(
          new Fact(Rule.EARLY_REPARENT)
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
      kernel.release(child.task);
      child.link = place;
      return;
    }
    Task heir = heir(reaper);
    long end = parent.task.group().isAlive() ? line : Math.max(parent.exitLine, line);
    child.link = place.moved(parent.dyingFrom, end, end);
    world.restore(child);
    kernel.revive(child.task, heir, keyAmong(heir.children(), child.link));
  }

  /** Children moved together keep their order: behind the last one that was there before. */
  private long keyAmong(Iterable<Task> siblings, LinkInterval link) {
    LinkInterval place = link.before();
    long key = World.key(link.batch());
    for (Task sibling : siblings) {
      TracedTask view = world.viewOf(sibling);
      LinkInterval other =
          view == null || view.link.batch() != link.batch() ? null : view.link.before();
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
    Fact cause =
        facts.first(
            fact -> {
              if (fact.rule == Rule.SUBREAPER_RACE && isAbove(fact, group)) {
                fact.turn();
                other[0] = world.kernel().reaperFor(group);
                fact.turn();
              }
              return groupOf(chosen) != groupOf(other[0]);
            });
    return cause == null ? null : new ReaperChoice(chosen, other[0], cause);
  }

  private static boolean isAbove(Fact fact, ThreadGroup group) {
    Task above = group.leader();
    while (above != null) {
      Task leader = above.group().leader();
      if (fact.children.stream().anyMatch(child -> child.task == leader)) {
        return true;
      }
      above = leader.realParent();
    }
    return false;
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

    /** The open fact that decides this choice as well, null for a choice of its own. */
    private final @Nullable Fact cause;

    ReaperChoice(@Nullable Task chosen, @Nullable Task other, @Nullable Fact cause) {
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
      facts.keep(
          new Fact(Rule.SUBREAPER_RACE)
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
      kernel.exile(orphan.task);
      if (orphan.task.state() == Task.State.ZOMBIE && !orphan.task.group().isAlive()) {
        kernel.release(orphan.task);
      }
    } else if (target != null && gone) {
      world.restore(orphan);
      kernel.revive(orphan.task, heir(target), key);
    } else if (target != null) {
      kernel.adopt(orphan.task, heir(target), key);
    }
  }

  private void release(TracedTask orphan) {
    if (!orphan.reaped && orphan.task.state() == Task.State.ZOMBIE) {
      world.kernel().release(orphan.task);
    }
  }

  /** A process was forked between these lines: was its creator's group changing? */
  void forked(TracedTask child, ThreadGroup creator, long from, long to) {
    for (Change<ThreadGroup, ProcessGroup> change : groups.crossing(creator, from, to)) {
      facts.keep(groupRace(child, creator, change.before(), change.after()));
    }
  }

  /** The child has one of two groups, and those it made have the same; turning it over swaps. */
  private Fact groupRace(
      TracedTask child, ThreadGroup creator, ProcessGroup before, ProcessGroup after) {
    return new Fact(Rule.SETPGID_RACE)
        .with(List.of(child), creator, null, () -> swapGroups(child, before, after));
  }

  private void swapGroups(TracedTask child, ProcessGroup before, ProcessGroup after) {
    boolean isAfter = child.task.group().processGroup() == after;
    ProcessGroup from = isAfter ? after : before;
    for (TracedTask heir : List.copyOf(world.tasks())) {
      if (heir.task.isLeader()
          && heir.task.group().processGroup() == from
          && hasGroupOf(heir, child)) {
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

  /** A wait that its task did not survive may have reaped one of these zombies (R12). */
  void oneMayBeReapedBy(ThreadGroup waiter, List<TracedTask> zombies) {
    boolean[] spent = {false};
    for (TracedTask child : zombies) {
      LostReap reap = new LostReap(child, spent);
      facts.keep(new Fact(Rule.LOST_WAIT).with(List.of(child), waiter, null, reap::turn));
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
        world.kernel().release(child.task);
        spent[0] = true;
      } else if (holder != null && !child.reaped && child.task.state() == Task.State.DEAD) {
        world.restore(child);
        world.kernel().revive(child.task, heir(holder), key);
        holder = null;
        spent[0] = false;
      }
    }
  }

  /** A wait whose result names nobody reaped this child, or one of these others (R2). */
  void oneReapedInstead(ThreadGroup waiter, TracedTask child, List<TracedTask> others) {
    Task parent = waiter.leader();
    boolean[] spent = {false};
    for (TracedTask other : others) {
      LostReap reap = new LostReap(other, spent);
      long key = child.task.linkKey();
      facts.keep(
          new Fact(Rule.UNSEEN_REAP)
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
                      world.kernel().revive(child.task, heir(parent), key);
                    } else if (before && !spent[0]) {
                      world.kernel().release(child.task);
                      child.reaped = true;
                    }
                  }));
    }
  }

  private static boolean isZombie(TracedTask child) {
    return child.task.state() == Task.State.ZOMBIE && !child.task.group().isAlive();
  }

  /** A process was killed inside an exec, which may have reset its exit signal before (R14). */
  void execMayHaveSucceeded(TracedTask caller) {
    Task leader = caller.task.group().leader();
    TracedTask view = world.viewOf(leader);
    int before = leader.exitSignal();
    if (view != null && before != Signals.SIGCHLD) {
      facts.keep(
          new Fact(Rule.LOST_EXEC)
              .with(
                  List.of(view),
                  null,
                  null,
                  () ->
                      world
                          .kernel()
                          .setExitSignal(
                              leader, leader.exitSignal() == before ? Signals.SIGCHLD : before)));
    }
  }

  // Turning facts over ---------------------------------------------------------------------------

  /**
   * Turns over one fact that concerns a process, if that makes the test hold; else leaves all as
   * they were. Returns the rule used, or null.
   */
  @Nullable Rule turnOne(ThreadGroup group, BooleanSupplier test) {
    return facts.turnOne(fact -> fact.concerns(group), test);
  }

  /**
   * Turns over facts about one child after the other that stands in the way of a result, or that
   * the result names, until the test holds; else leaves all as they were.
   *
   * @param next the child to blame at the present state, null when there is none
   */
  @Nullable Rule turnSeveral(Supplier<@Nullable TracedTask> next, BooleanSupplier test) {
    Deque<Fact> turned = new ArrayDeque<>();
    while (turned.size() < MOST_TURNED) {
      TracedTask child = next.get();
      Fact fact =
          child == null
              ? null
              : facts.first(each -> each.children.contains(child) && !turned.contains(each));
      if (fact == null) {
        break;
      }
      fact.turn();
      turned.push(fact);
      if (test.getAsBoolean()) {
        turned.forEach(facts::settle);
        return turned.getFirst().rule;
      }
    }
    turned.forEach(Fact::turn);
    return null;
  }

  /** The log shows the number of a process's group. */
  void groupShown(ThreadGroup group, int number) {
    if (group.processGroup().number() != number) {
      facts.turnOne(
          fact -> fact.rule == Rule.SETPGID_RACE, () -> group.processGroup().number() == number);
    }
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
    Predicate<Fact> move = about(Rule.SUBREAPER_RACE, parent, tid);
    Fact moved = facts.first(move);
    TracedTask orphan = moved == null ? null : moved.about(tid);
    if (moved == null || orphan == null) {
      return;
    }
    if (!Fact.isParent(parent, orphan)) {
      moved.turn();
    }
    if (Fact.isParent(parent, orphan)) {
      facts.settle(move);
    } else {
      moved.turn();
    }
  }

  /** Facts under this rule that this process has a part in and that are about this child. */
  private static Predicate<Fact> about(Rule rule, ThreadGroup party, int tid) {
    return fact -> fact.rule == rule && fact.parties.contains(party) && fact.about(tid) != null;
  }

  /** Turns the first of these facts, and settles them, when its child is dead and gone. */
  private void turnOfDead(Predicate<Fact> which, int tid) {
    Fact fact = facts.first(which);
    TracedTask child = fact == null ? null : fact.about(tid);
    if (fact != null && child != null && child.task.state() == Task.State.DEAD) {
      fact.turn();
      facts.settle(which);
    }
  }
}
