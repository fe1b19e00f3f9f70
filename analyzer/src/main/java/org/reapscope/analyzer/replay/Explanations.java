package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Corrections;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.ChildReport;

/**
 * The named rules by which a recorded result that the default order does not give may still be
 * right (R1 to R14). Each looks at one kind of overlap and nothing else; none is a way of saying
 * "the log is right because it says so".
 */
final class Explanations {
  private static final int MOST_CANDIDATES = 16;

  private final World world;
  private final Races races;
  private final Effort effort;
  private final LostForks lostForks;
  private final RecordKinds kinds;
  private final MissingRecords missing;
  private final BeforeLog before;
  private final ListOrder order;
  private final EarlyOrphans orphans;
  private final LostLines lost;

  Explanations(
      World world,
      Races races,
      LostForks lostForks,
      RecordKinds kinds,
      MissingRecords missing,
      BeforeLog before,
      LostLines lost) {
    this.effort = races.effort();
    this.kinds = kinds;
    this.lost = lost;
    this.missing = missing;
    this.before = before;
    this.order = new ListOrder(world);
    this.orphans = new EarlyOrphans(world, kinds);
    this.world = world;
    this.races = races;
    this.lostForks = lostForks;
  }

  /** The first rule that explains the result, null when none does. */
  @Nullable Rule explain(
      OpenWait wait, Recorded recorded, @Nullable TracedTask child, Waits waits) {
    if (wait.request == null || !effort.allows(wait.caller)) {
      return null;
    }
    List<Answer> seen = wait.seen();
    int others = waits.of(wait.caller.task.group()).size() + wait.caller.task.group().size();
    effort.spend(seen.size() + others);
    for (Answer answer : seen) {
      if (waits.agrees(wait, recorded, answer)) {
        return Rule.SCAN_POINT;
      }
    }
    if (waits.agrees(wait, recorded, waits.askAgain(wait))) {
      // Another call's result has moved a child since this one looked last.
      return Rule.SCAN_POINT;
    }
    if (takenByOverlap(wait, recorded, waits)) {
      return Rule.OVERLAPPING_WAIT;
    }
    if (child != null
        && (order.explains(wait, recorded, child, waits)
            || order.explainsByThreads(wait, recorded, child, waits))) {
      return Rule.LIST_ORDER;
    }
    if (beforeThreadsLeft(wait, recorded, waits)) {
      return Rule.LIST_ORDER;
    }
    if (child == null && beforeForks(wait, recorded, waits)) {
      return Rule.FORK_IN_FLIGHT;
    }
    if (child != null && earlyStop(wait, recorded, child, waits)) {
      return Rule.EARLY_STOP;
    }
    Rule race =
        races.turnOne(
            wait.caller.task.group(), () -> waits.agrees(wait, recorded, waits.askAgain(wait)));
    if (race == null) {
      race =
          races.turnSeveral(
              () -> inTheWay(wait, child, waits),
              () -> waits.agrees(wait, recorded, waits.askAgain(wait)));
    }
    if (race != null) {
      return race;
    }
    if (orphans.explain(wait, recorded, child, waits)) {
      return Rule.EARLY_REPARENT;
    }
    if (child != null && foundling(wait, recorded, child, waits)) {
      return Rule.LOST_FORK;
    }
    if (recorded.kind() == Recorded.Kind.NOTHING
        && wait.standing().kind() == Answer.Kind.NO_CHILD
        && lostForks.mayHaveChild(wait.caller)) {
      return Rule.LOST_FORK;
    }
    if (ownGroup(wait, recorded, child, waits)) {
      return Rule.SELF_GROUP;
    }
    Rule hidden = hiddenFacts(wait, recorded, waits);
    Rule beyond = hidden == null ? before.explain(wait, recorded, child, waits) : hidden;
    Rule unshown = beyond == null ? missing.explain(wait, recorded, child, waits) : beyond;
    return unshown == null ? lost.explain(wait, recorded, child, waits) : unshown;
  }

  /** R10: the caller's own group, whose number the log had not shown. */
  private boolean ownGroup(
      OpenWait wait, Recorded recorded, @Nullable TracedTask child, Waits waits) {
    WaitRequest request = wait.request;
    ProcessGroup own = wait.caller.task.group().processGroup();
    if (request == null
        || request.selector() != WaitRequest.Selector.GROUP
        || own.number() != 0
        || world.isInner(wait.caller)) {
      return false;
    }
    if (request.group() == own) {
      return sameGroup(wait, request, recorded, child, waits);
    }
    if (request.group() != null) {
      return false;
    }
    WaitRequest bound = WaitRequest.group(request.caller(), own, request.options());
    if (!waits.agrees(wait, recorded, ask(bound))) {
      return false;
    }
    world.bindGroup(own, (int) wait.wait.id());
    return true;
  }

  /** The same, told by a child that was put into a group by its number: it is the caller's own. */
  private boolean sameGroup(
      OpenWait wait,
      WaitRequest request,
      Recorded recorded,
      @Nullable TracedTask child,
      Waits waits) {
    ProcessGroup of = child == null ? null : child.task.group().processGroup();
    if (child == null || of == null || of.number() == 0 || of.number() == child.tid()) {
      return false;
    }
    WaitRequest other = WaitRequest.group(request.caller(), of, request.options());
    if (!waits.agrees(wait, recorded, ask(other))) {
      return false;
    }
    world.bindGroup(request.caller().group().processGroup(), of.number());
    return true;
  }

  /**
   * Facts that this kind of log does not show: children in the way of the recorded result may have
   * been made with another exit signal, autoreaped by a disposition set unseen (SA_NOCLDWAIT sends
   * the signal all the same), or reaped by a call that names nobody.
   */
  private @Nullable Rule hiddenFacts(OpenWait wait, Recorded recorded, Waits waits) {
    WaitRequest request = wait.request;
    if (request == null) {
      return null;
    }
    boolean noneLeft = recorded.isError(Errno.ECHILD);
    HiddenFacts facts = new HiddenFacts(world, wait.caller, kinds, noneLeft);
    Answer answer = ask(request);
    while (!waits.agrees(wait, recorded, answer)) {
      if (!effort.allows(wait.caller) || !facts.assumeAnother(answer, request)) {
        facts.takeBack();
        return null;
      }
      answer = facts.ask(request);
    }
    return facts.keep();
  }

  private Answer ask(WaitRequest request) {
    return world.kernel().ask(request);
  }

  /**
   * R5: waits of the same process that overlap this one and end later took the children that this
   * one did not find, one of them or several.
   */
  private boolean takenByOverlap(OpenWait wait, Recorded recorded, Waits waits) {
    Set<Task> taken = new HashSet<>();
    for (OpenWait other : waits.of(wait.caller.task.group())) {
      if (other == wait || other.end == null || !(other.end.call() instanceof Call.Wait call)) {
        continue;
      }
      ChildReport report = call.report();
      if (report == null || !other.wait.reaps()) {
        continue;
      }
      TracedTask child = world.resolve(other.caller, report.pid());
      if (child != null && child.task.state() == Task.State.ZOMBIE) {
        taken.add(child.task);
      }
    }
    return wait.request != null
        && !taken.isEmpty()
        && agreesWithout(wait, wait.request, recorded, taken, waits);
  }

  /** Leaves out one child after the other that stands in the way and may be gone. */
  private boolean agreesWithout(
      OpenWait wait, WaitRequest request, Recorded recorded, Set<Task> taken, Waits waits) {
    Corrections corrections = world.kernel().corrections();
    List<Task> left = new ArrayList<>(1);
    Answer answer = ask(request);
    boolean agrees = false;
    while (!agrees && answer.child() != null && taken.remove(answer.child())) {
      corrections.suspend(answer.child());
      left.add(answer.child());
      answer = ask(request);
      agrees = waits.agrees(wait, recorded, answer);
    }
    left.forEach(corrections::resumeZombie);
    return agrees;
  }

  /** R2: threads that are on their way out may still have had their children when it looked. */
  private boolean beforeThreadsLeft(OpenWait wait, Recorded recorded, Waits waits) {
    WaitRequest request = wait.request;
    List<TracedTask> given = new ArrayList<>(0);
    for (Task thread : wait.caller.task.group().threads()) {
      for (Task child : thread.children()) {
        TracedTask view = world.viewOf(child);
        Task giver = view == null || view.given == null ? null : view.given.by();
        if (view != null && giver != null && giver.isAlive() && giver != thread) {
          given.add(view);
        }
      }
    }
    if (request == null || given.isEmpty()) {
      return false;
    }
    given.forEach(this::swapParents);
    boolean agrees = waits.agrees(wait, recorded, ask(request));
    given.forEach(this::swapParents);
    return agrees;
  }

  /**
   * Back to the thread that is giving its children away, and once more to the one that gets them.
   */
  private void swapParents(TracedTask child) {
    TracedTask.Given given = child.given;
    Task parent = child.task.realParent();
    if (given != null && parent != null) {
      child.given = new TracedTask.Given(parent, child.task.linkKey());
      world.kernel().corrections().relink(child.task, given.by(), given.key());
    }
  }

  /** The reported child while it is not the caller's, else the child that the model reports. */
  private @Nullable TracedTask inTheWay(OpenWait wait, @Nullable TracedTask child, Waits waits) {
    Task parent = child == null ? null : child.task.realParent();
    if (child != null && (parent == null || parent.group() != wait.caller.task.group())) {
      return child;
    }
    Task ahead = waits.askAgain(wait).child();
    return ahead == null || (child != null && child.task == ahead) ? null : world.viewOf(ahead);
  }

  /** R8: a child of unclear origin turns out to be the caller's. */
  private boolean foundling(OpenWait wait, Recorded recorded, TracedTask child, Waits waits) {
    WaitRequest request = wait.request;
    if (request == null || child.task.realParent() != null || child.origins().isEmpty()) {
      return false;
    }
    ThreadGroup group = wait.caller.task.group();
    for (LostForks.Entry origin : child.origins()) {
      Task forker = origin.caller().task;
      boolean may = forker.group() == group || !forker.group().isAlive();
      if (may) {
        int signal = child.task.exitSignal();
        world.kernel().corrections().adopt(child.task, wait.caller.task, World.key(origin.line()));
        if (waits.agrees(wait, recorded, ask(request))) {
          lostForks.settle(origin);
          return true;
        }
        world.kernel().corrections().exile(child.task);
        world.kernel().corrections().setExitSignal(child.task, signal);
      }
    }
    return false;
  }

  /** R13: forks that overlap the call may have linked their children after it looked. */
  private boolean beforeForks(OpenWait wait, Recorded recorded, Waits waits) {
    WaitRequest request = wait.request;
    List<Task> unborn = new ArrayList<>(0);
    for (Task thread : wait.caller.task.group().threads()) {
      for (Task child : thread.children()) {
        TracedTask view = world.viewOf(child);
        if (view != null && view.link().isFork() && view.link().to() > wait.startLine) {
          unborn.add(child);
        }
      }
    }
    return request != null
        && !unborn.isEmpty()
        && waits.agrees(wait, recorded, world.kernel().corrections().askBefore(request, unborn));
  }

  /** Dead children that a call may have taken instead of this one: their order is open (R2). */
  List<TracedTask> tiedBehind(OpenWait wait, TracedTask child) {
    return order.tiedBehind(wait, child, MOST_CANDIDATES);
  }

  /** What is known of the time before the log. */
  BeforeLog before() {
    return before;
  }

  /** A call has taken one child, or one of these; its result does not name it. */
  void mayHaveTaken(OpenWait wait, TracedTask child, List<TracedTask> others) {
    races.reaps().oneReapedInstead(wait.caller.task.group(), child, others);
  }

  /**
   * A wait whose task did not survive it may have taken a child (R12): any one that it could have
   * reported, since other threads may have taken those before it.
   */
  void lost(OpenWait wait) {
    WaitRequest request = wait.wait.reaps() || wait.guess != null ? wait.request : null;
    request = request == null ? wait.guess : request;
    if (request == null) {
      return;
    }
    Kernel kernel = world.kernel();
    List<TracedTask> candidates = new ArrayList<>(0);
    Answer answer = kernel.ask(request);
    while (answer.child() != null
        && answer.what() == Verdict.EXIT
        && candidates.size() < MOST_CANDIDATES) {
      TracedTask child = world.viewOf(answer.child());
      if (child == null) {
        break;
      }
      candidates.add(child);
      kernel.corrections().suspend(child.task);
      answer = kernel.ask(request);
    }
    candidates.forEach(child -> kernel.corrections().resumeZombie(child.task));
    races.reaps().oneMayBeReapedBy(wait.caller.task.group(), candidates);
  }

  /** R11: a process stops before the log says so: the tracer reads of it last. */
  private boolean earlyStop(OpenWait wait, Recorded recorded, TracedTask child, Waits waits) {
    WaitRequest request = wait.request;
    ChildReport report = recorded.report();
    ThreadGroup group = child.task.group();
    TracedTask leader = world.viewOf(group.leader());
    if (request == null
        || report == null
        || leader == null
        || report.kind() != ChildReport.Kind.STOPPED
        || !isStopping(group, report.value())) {
      return false;
    }
    Kernel kernel = world.kernel();
    Corrections.StopState before = kernel.corrections().stopState(group);
    kernel.stop(group, report.value());
    if (waits.agrees(wait, recorded, ask(request))) {
      leader.stopTold = true;
      return true;
    }
    kernel.corrections().restoreStops(group, before);
    return false;
  }

  private boolean isStopping(ThreadGroup group, int signal) {
    for (Task thread : group.threads()) {
      TracedTask view = world.viewOf(thread);
      if (view != null
          && view.stopping
          && view.lastSignal != null
          && view.lastSignal.signal() == signal) {
        return true;
      }
    }
    return false;
  }
}
