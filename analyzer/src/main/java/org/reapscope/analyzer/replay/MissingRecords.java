package org.reapscope.analyzer.replay;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.Gaps;
import org.reapscope.analyzer.order.NamespaceTies;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.traces.event.ChildReport;

/**
 * What follows from a result when a whole kind of record is missing from the log, or its beginning
 * is: who the child's parent is, that it has died, who inherits orphans. What still disagrees then
 * is unknown, not wrong, if a missing kind bears on it; with all kinds in the log nothing is
 * excused here.
 */
final class MissingRecords {
  private final World world;
  private final RecordKinds kinds;
  private final NamespaceTies ties;
  private final Gaps gaps;
  private final IntPredicate speaksLater;

  /** {@code speaksLater}: whether a task has records among those that are still held back. */
  MissingRecords(
      World world, RecordKinds kinds, NamespaceTies ties, Gaps gaps, IntPredicate speaksLater) {
    this.gaps = gaps;
    this.speaksLater = speaksLater;
    this.ties = ties;
    this.world = world;
    this.kinds = kinds;
  }

  /** The rule that explains the result, or the reason why it cannot be judged; else null. */
  @Nullable Rule explain(
      OpenWait wait, Recorded recorded, @Nullable TracedTask child, Waits waits) {
    Rule learnt = child == null ? null : learnt(wait, recorded, child, waits);
    if (learnt == null) {
      learnt = orphanOfOthers(wait, recorded, child);
    }
    return learnt == null ? unknown(wait, recorded, child) : learnt;
  }

  // What a result tells of its child -------------------------------------------------------------

  private @Nullable Rule learnt(OpenWait wait, Recorded recorded, TracedTask child, Waits waits) {
    ThreadGroup group = wait.caller.task.group();
    if (!child.task.isLeader() || child.task.group() == group) {
      return null;
    }
    boolean adopted = false;
    if (child.task.realParent() == null
        && child.isFromBefore()
        && (ties.isOpen() || mayHaveUnseenChildren(wait.caller))) {
      world
          .kernel()
          .corrections()
          .adopt(child.task, wait.caller.task, World.key(child.firstLine()));
      adopted = true;
    }
    Task parent = child.task.realParent();
    if (parent != null
        && parent.group() != group
        && (child.originUnsure || mayBeOneProcess(wait.caller, parent))) {
      Rule rule = child.originUnsure ? Rule.LOST_FORK : Rule.PARENT_HIDDEN;
      long key = child.task.linkKey();
      int signal = child.task.exitSignal();
      WaitRequest request = wait.request;
      world.kernel().corrections().adopt(child.task, wait.caller.task, key);
      if (request != null && waits.agrees(wait, recorded, world.kernel().ask(request))) {
        return rule;
      }
      world.kernel().corrections().adopt(child.task, parent, key);
      world.kernel().corrections().setExitSignal(child.task, signal);
    }
    boolean own = parent != null && parent.group() == group;
    if (own && child.task.isAlive() && tellsUnseenDeath(recorded, child)) {
      return Rule.DEATH_UNSEEN;
    }
    if (!own && parent != null && kinds.hidesDeaths() && inheritsFrom(parent.group(), group)) {
      world.kernel().corrections().adopt(child.task, wait.caller.task, World.key(wait.startLine));
      return Rule.DEATH_UNSEEN;
    }
    if (adopted) {
      WaitRequest request = wait.request;
      boolean follows =
          (child.task.isAlive() && !tellsDeath(recorded))
              || request != null && waits.agrees(wait, recorded, world.kernel().ask(request));
      return follows || !kinds.forks() || child.task.state() == Task.State.ZOMBIE
          ? Rule.PARENT_HIDDEN
          : null;
    }
    return null;
  }

  /** Two tasks from before the log may be threads of one process, which nothing in it tells. */
  private boolean mayBeOneProcess(TracedTask caller, Task parent) {
    TracedTask one = world.viewOf(caller.task.group().leader());
    TracedTask other = world.viewOf(parent.group().leader());
    return one != null
        && other != null
        && one.isFromBefore()
        && (other.isFromBefore() || gaps.births() > 0);
  }

  private static boolean tellsDeath(Recorded recorded) {
    ChildReport report = recorded.report();
    return report != null && report.kind().mayBeDeath();
  }

  /** Whether a result tells of a death of a kind that this log does not record of this child. */
  private boolean tellsUnseenDeath(Recorded recorded, TracedTask child) {
    ChildReport report = recorded.report();
    return report != null
        && report.kind().mayBeDeath()
        && (child.isLeftByTracer(kinds.detaches()) || !kinds.shows(report.kind()))
        && !speaksLater.test(child.tid());
  }

  /** Whether a process may have children whose making the log does not show. */
  private boolean mayHaveUnseenChildren(TracedTask caller) {
    TracedTask leader = world.viewOf(caller.task.group().leader());
    return !kinds.forks()
        || !kinds.follows()
        || gaps.births() > 0
        || (leader != null && leader.isFromBefore());
  }

  /** Whether a process would inherit the children of one that may have died unseen. */
  private boolean inheritsFrom(ThreadGroup parent, ThreadGroup heir) {
    Task reaper = world.kernel().reaperFor(parent);
    return reaper != null && reaper.group() == heir
        || !kinds.subreaperCalls() && isAbove(heir, parent);
  }

  private static boolean isAbove(ThreadGroup ancestor, ThreadGroup group) {
    for (Task above = group.leader().realParent();
        above != null;
        above = above.group().leader().realParent()) {
      if (above.group() == ancestor) {
        return true;
      }
    }
    return false;
  }

  /** R9: a child of which only the outer number is known turns out to be this one. */
  @Nullable Rule numberBound(OpenWait wait, Recorded recorded, Waits waits) {
    WaitRequest request = wait.request;
    ChildReport report = recorded.report();
    if (request == null || report == null || !world.isInner(wait.caller)) {
      return null;
    }
    Answer answer = world.kernel().ask(request);
    Task task = answer.child();
    TracedTask view = task == null ? null : world.viewOf(task);
    if (view == null || world.numberFor(wait.caller, view.task) != 0) {
      return null;
    }
    world.number(view, wait.caller.task.group().namespace(), report.pid());
    if (waits.agrees(wait, recorded, answer)) {
      return Rule.NAMESPACE_NUMBER;
    }
    world.unnumber(view, wait.caller.task.group().namespace());
    return null;
  }

  // Who inherits orphans -------------------------------------------------------------------------

  /** No prctl is in the log: any process above may be a subreaper, and be shown to be one here. */
  private @Nullable Rule orphanOfOthers(
      OpenWait wait, Recorded recorded, @Nullable TracedTask child) {
    ThreadGroup group = wait.caller.task.group();
    if (!subreapersHidden(wait.caller)) {
      return null;
    }
    ChildReport report = recorded.report();
    if (report != null && child == null && world.diedOutside(report.pid())) {
      world.kernel().setSubreaper(group, true);
      return Rule.SUBREAPER_HIDDEN;
    }
    if (child != null && child.orphaned && !Replay.isChildOf(child, wait.caller)) {
      Task parent = child.task.realParent();
      if (parent == null || child.reparented) {
        world.kernel().setSubreaper(group, true);
        world.kernel().corrections().adopt(child.task, wait.caller.task, World.key(wait.startLine));
        return Rule.SUBREAPER_HIDDEN;
      }
    }
    if (child != null && !Replay.isChildOf(child, wait.caller) && isBelowDying(child, group)) {
      world.kernel().setSubreaper(group, true);
      world.kernel().corrections().adopt(child.task, wait.caller.task, World.key(wait.startLine));
      return Rule.SUBREAPER_HIDDEN;
    }
    boolean none = wait.standing().kind() == Answer.Kind.NO_CHILD;
    if (none && child == null && !recorded.isError(Errno.ECHILD) && world.hasOrphansOutside()) {
      return Rule.SUBREAPER_HIDDEN;
    }
    return null;
  }

  /**
   * Whether its parent is dying, below this process or an orphan itself, which may be here by now:
   * the child may have come here already (R6).
   */
  private boolean isBelowDying(TracedTask child, ThreadGroup group) {
    Task parent = child.task.realParent();
    TracedTask leader = parent == null ? null : world.viewOf(parent.group().leader());
    return parent != null
        && leader != null
        && leader.dyingFrom != 0
        && (leader.orphaned || isAbove(group, parent.group()));
  }

  private boolean subreapersHidden(TracedTask caller) {
    TracedTask leader = world.viewOf(caller.task.group().leader());
    return !kinds.subreaperCalls() || (leader != null && leader.isFromBefore());
  }

  // What cannot be judged ------------------------------------------------------------------------

  private static @Nullable Task taskOf(@Nullable TracedTask view) {
    return view == null ? null : view.task;
  }

  private boolean isInner(@Nullable Task task) {
    return task != null && task.group().namespace() != world.kernel().rootNamespace();
  }

  private @Nullable Rule unknown(OpenWait wait, Recorded recorded, @Nullable TracedTask child) {
    Answer answer = wait.standing();
    if (answer.kind() == Answer.Kind.ERROR) {
      return null;
    }
    if (ties.isOpen()
        && (world.isInner(wait.caller) || isInner(answer.child()) || isInner(taskOf(child)))) {
      return Rule.UNKNOWN_NUMBER;
    }
    if (!kinds.closes() && wait.wait.idType() == RecordedWait.P_PIDFD) {
      return Rule.UNKNOWN_PIDFD;
    }
    Task other = answer.child();
    TracedTask ahead = other == null ? null : world.viewOf(other);
    boolean orphans = (child != null && child.orphaned) || (ahead != null && ahead.orphaned);
    if (ties.isOpen() && orphans) {
      return Rule.UNKNOWN_NUMBER;
    }
    if (!kinds.forks()) {
      return Rule.NO_FORKS;
    }
    if (kinds.hidesDeaths()) {
      return Rule.NO_DEATHS;
    }
    if (!kinds.follows()) {
      return Rule.ONE_TASK;
    }
    if (kinds.onlySuccesses()) {
      return Rule.ONLY_SUCCESSES;
    }
    if (!kinds.stops() && aboutStops(recorded, answer)) {
      return Rule.NO_STOPS;
    }
    if (!kinds.sends() && child != null && tellsContinue(recorded, child)) {
      return Rule.NO_SIGNALS;
    }
    if (!kinds.generatedSignals() && mayBeStop(wait, recorded, child)) {
      return Rule.NO_SIGNALS;
    }
    if (!kinds.groupCalls() && mayBeOtherGroup(wait, recorded, answer)) {
      return Rule.NO_GROUP_CALLS;
    }
    if (kinds.lacksWaits() && answer.kind() != Answer.Kind.NO_CHILD) {
      return Rule.UNSEEN_WAITS;
    }
    if (orphans && !kinds.subreaperCalls()) {
      return Rule.SUBREAPERS_UNKNOWN;
    }
    if (orphans && !kinds.signals()) {
      return Rule.NO_SIGNALS;
    }
    if (!kinds.exitCalls() && (orphans || isOthers(wait, child))) {
      return Rule.NO_EXIT_CALLS;
    }
    if (!kinds.execs() && (hasOwnSignal(taskOf(child)) || hasOwnSignal(other))) {
      return Rule.NO_EXECS;
    }
    return isFromBefore(wait.caller) && isOthers(wait, child) ? Rule.UNKNOWN_CHILDREN : null;
  }

  private boolean isFromBefore(TracedTask caller) {
    TracedTask leader = world.viewOf(caller.task.group().leader());
    return leader != null && leader.isFromBefore();
  }

  private static boolean isOthers(OpenWait wait, @Nullable TracedTask child) {
    return child != null && !Replay.isChildOf(child, wait.caller);
  }

  private static boolean hasOwnSignal(@Nullable Task task) {
    return task != null && task.exitSignal() != Signals.SIGCHLD;
  }

  /** A report of a live task in a log that does not say what was reported: a stop, or a trace's. */
  private static boolean mayBeStop(OpenWait wait, Recorded recorded, @Nullable TracedTask child) {
    ChildReport report = recorded.report();
    if (recorded.kind() == Recorded.Kind.UNSEEN) {
      return wait.wait.has(WaitOptions.WSTOPPED) || wait.wait.has(WaitOptions.WCONTINUED);
    }
    return report != null
        && report.kind() == ChildReport.Kind.UNSHOWN
        && child != null
        && child.task.isAlive();
  }

  private static boolean aboutStops(Recorded recorded, Answer answer) {
    ChildReport report = recorded.report();
    boolean told =
        report != null
            && (report.kind() == ChildReport.Kind.STOPPED
                || report.kind() == ChildReport.Kind.CONTINUED);
    return told || answer.what() == Verdict.STOP || answer.what() == Verdict.CONTINUE;
  }

  /** A stopped child goes on, and no kill of any kind is in the log. */
  private static boolean tellsContinue(Recorded recorded, TracedTask child) {
    ChildReport report = recorded.report();
    return report != null
        && report.kind() == ChildReport.Kind.CONTINUED
        && child.task.group().isStopped();
  }

  /** A child may have joined the group waited for, or have left it. */
  private boolean mayBeOtherGroup(OpenWait wait, Recorded recorded, Answer answer) {
    WaitRequest request = wait.request;
    if (request == null || request.selector() != WaitRequest.Selector.GROUP) {
      return false;
    }
    if (recorded.isError(Errno.ECHILD)) {
      return answer.kind() != Answer.Kind.NO_CHILD;
    }
    ProcessGroup wanted = request.group();
    for (Task thread : wait.caller.task.group().threads()) {
      for (Task child : thread.children()) {
        if (child.group().processGroup() != wanted) {
          return true;
        }
      }
    }
    return false;
  }
}
