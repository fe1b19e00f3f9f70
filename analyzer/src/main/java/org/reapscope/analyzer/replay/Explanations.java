package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.ChildReport;

/**
 * The named rules by which a recorded result that the default order does not give may still be
 * right (R1 to R8). Each looks at one kind of overlap and nothing else; none is a way of saying
 * "the log is right because it says so".
 */
final class Explanations {
  private final World world;
  private final Races races;
  private final LostForks lostForks;
  private final Map<ThreadGroup, Boolean> everReaped = new HashMap<>();

  Explanations(World world, Races races, LostForks lostForks) {
    this.world = world;
    this.races = races;
    this.lostForks = lostForks;
  }

  /** The first rule that explains the result, null when none does. */
  @Nullable Rule explain(
      OpenWait wait, Recorded recorded, @Nullable TracedTask child, Waits waits) {
    if (wait.request == null) {
      return null;
    }
    for (Answer answer : wait.seen()) {
      if (waits.agrees(wait, recorded, answer)) {
        return Rule.SCAN_POINT;
      }
    }
    if (takenByOverlap(wait, recorded, waits)) {
      return Rule.OVERLAPPING_WAIT;
    }
    if (child != null && listOrderTie(wait, recorded, child, waits)) {
      return Rule.LIST_ORDER;
    }
    Rule race =
        races.turnOne(
            wait.caller.task.group(), () -> waits.agrees(wait, recorded, waits.askAgain(wait)));
    if (race != null) {
      return race;
    }
    if (earlyOrphan(wait, recorded, child, waits)) {
      return Rule.EARLY_REPARENT;
    }
    if (recorded.kind() == Recorded.Kind.NOTHING
        && wait.standing().kind() == Answer.Kind.NO_CHILD
        && lostForks.mayHaveChild(wait.caller)) {
      return Rule.LOST_FORK;
    }
    if (ownGroup(wait, recorded, waits)) {
      return Rule.SELF_GROUP;
    }
    Rule hidden = hiddenFacts(wait, recorded, waits);
    return hidden == null ? beyondTheLog(wait, recorded, child) : hidden;
  }

  /** R10: the caller's own group, whose number the log had not shown. */
  private boolean ownGroup(OpenWait wait, Recorded recorded, Waits waits) {
    WaitRequest request = wait.request;
    ProcessGroup own = wait.caller.task.group().processGroup();
    if (request == null
        || request.selector() != WaitRequest.Selector.GROUP
        || request.group() != null
        || own.number() != 0
        || world.isInner(wait.caller)) {
      return false;
    }
    WaitRequest bound = WaitRequest.group(request.caller(), own, request.options());
    if (!waits.agrees(wait, recorded, ask(bound))) {
      return false;
    }
    world.bindGroup(own, (int) wait.wait.id());
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
    HiddenFacts facts = new HiddenFacts(world, wait.caller);
    while (!waits.agrees(wait, recorded, ask(request))) {
      if (!facts.assumeAnother(ask(request), request)) {
        facts.takeBack();
        return null;
      }
    }
    return facts.keep();
  }

  private Answer ask(WaitRequest request) {
    return world.kernel().ask(request);
  }

  /** R5: a wait of the same process that overlaps this one and ends later took the child. */
  private boolean takenByOverlap(OpenWait wait, Recorded recorded, Waits waits) {
    for (OpenWait other : waits.of(wait.caller.task.group())) {
      if (other == wait || other.end == null || !(other.end.call() instanceof Call.Wait call)) {
        continue;
      }
      ChildReport report = call.report();
      if (report == null || !other.wait.reaps()) {
        continue;
      }
      TracedTask taken = world.resolve(other.caller, report.pid());
      if (taken != null && agreesWithout(wait, recorded, taken.task, waits)) {
        return true;
      }
    }
    return false;
  }

  private boolean agreesWithout(OpenWait wait, Recorded recorded, Task taken, Waits waits) {
    WaitRequest request = wait.request;
    Kernel kernel = world.kernel();
    if (request == null || taken.state() != Task.State.ZOMBIE) {
      return false;
    }
    return waits.agrees(wait, recorded, kernel.askWithout(request, taken));
  }

  /** R2: children linked at overlapping times may stand in the other order. */
  private boolean listOrderTie(OpenWait wait, Recorded recorded, TracedTask child, Waits waits) {
    WaitRequest request = wait.request;
    if (request == null || child.task.realParent() == null) {
      return false;
    }
    Map<Task, Long> moved = new LinkedHashMap<>();
    for (int steps = 0; steps < 64; steps++) {
      Answer answer = ask(request);
      if (waits.agrees(wait, recorded, answer)) {
        return steps > 0;
      }
      Task ahead = answer.child();
      TracedTask other = ahead == null ? null : world.viewOf(ahead);
      if (other == null || !mayStandBefore(child, other)) {
        break;
      }
      moveBefore(child, other, moved);
    }
    moved.forEach(world.kernel()::relink);
    return false;
  }

  /** Moves a child, and those that came with it and stand before it, ahead of another child. */
  private void moveBefore(TracedTask child, TracedTask other, Map<Task, Long> moved) {
    List<Task> movers = new ArrayList<>();
    long to = other.task.linkKey();
    Task parent = child.task.realParent();
    for (Task sibling : parent == null ? List.<Task>of() : parent.children()) {
      TracedTask view = world.viewOf(sibling);
      boolean comesAlong =
          view != null
              && sibling.linkKey() > to
              && sibling.linkKey() < child.task.linkKey()
              && child.link.batch() != 0
              && view.link.batch() == child.link.batch();
      if (comesAlong || sibling == child.task) {
        movers.add(sibling);
      }
    }
    for (int i = 0; i < movers.size(); i++) {
      moved.putIfAbsent(movers.get(i), movers.get(i).linkKey());
      world.kernel().relink(movers.get(i), to - movers.size() + i);
    }
  }

  private static boolean mayStandBefore(TracedTask child, TracedTask other) {
    return child != other
        && child.task.realParent() == other.task.realParent()
        && child.task.linkKey() > other.task.linkKey()
        && child.link.isTiedWith(other.link);
  }

  /** R6: a process that has begun to die may have given its children away before its last line. */
  private boolean earlyOrphan(
      OpenWait wait, Recorded recorded, @Nullable TracedTask child, Waits waits) {
    WaitRequest request = wait.request;
    if (request == null) {
      return false;
    }
    if (child != null) {
      Task parent = child.task.realParent();
      Task heir = parent == null ? null : heirOfDying(parent, wait);
      if (parent == null || heir == null) {
        return false;
      }
      long key = child.task.linkKey();
      int signal = child.task.exitSignal();
      world.kernel().adopt(child.task, heir, World.key(wait.end == null ? 0 : wait.end.line()));
      if (waits.agrees(wait, recorded, ask(request))) {
        return true;
      }
      world.kernel().adopt(child.task, parent, key);
      world.kernel().setExitSignal(child.task, signal);
      return false;
    }
    if (recorded.kind() != Recorded.Kind.NOTHING
        || wait.standing().kind() != Answer.Kind.NO_CHILD) {
      return false;
    }
    for (TracedTask dying : world.dying()) {
      if (dying.task.isAlive()
          && heirOfDying(dying.task, wait) != null
          && dying.task.children().stream().anyMatch(Task::isAlive)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Task heirOfDying(Task parent, OpenWait wait) {
    TracedTask leader = world.viewOf(parent.group().leader());
    if (leader == null || leader.dyingFrom == 0 || parent.group() == wait.caller.task.group()) {
      return null;
    }
    Task heir = world.kernel().reaperFor(parent.group());
    return heir != null && heir.group() == wait.caller.task.group() ? heir : null;
  }

  /** What happened before the log began, or where it cannot see. */
  private @Nullable Rule beyondTheLog(
      OpenWait wait, Recorded recorded, @Nullable TracedTask child) {
    TracedTask leader = world.viewOf(wait.caller.task.group().leader());
    boolean fromBefore = leader != null && leader.fromBefore;
    Answer.Kind answer = wait.standing().kind();
    ChildReport report = recorded.report();
    if (child != null
        && child.task.isAlive()
        && !child.spoken
        && child.task.realParent() != null
        && child.task.realParent().group() == wait.caller.task.group()) {
      return Rule.DEATH_UNSEEN;
    }
    if (leader != null && leader.makesHiddenChildren) {
      return Rule.HIDDEN_ARGUMENTS;
    }
    if (report != null && child == null) {
      if (world.isInner(wait.caller)) {
        return Rule.UNKNOWN_NUMBER;
      }
      return fromBefore && !world.everSeen(report.pid()) ? Rule.BEFORE_LOG : null;
    }
    if (recorded.kind() == Recorded.Kind.NOTHING && answer == Answer.Kind.NO_CHILD) {
      return fromBefore ? Rule.UNKNOWN_CHILDREN : null;
    }
    if (recorded.isError(Errno.ECHILD) && wait.wait.isFocused() && wait.target != null) {
      return ignoredBeforeLog(wait, wait.target);
    }
    return null;
  }

  /** SIGCHLD may have been ignored since before the log, if nothing in it says otherwise. */
  private @Nullable Rule ignoredBeforeLog(OpenWait wait, TracedTask target) {
    ThreadGroup group = wait.caller.task.group();
    TracedTask leader = world.viewOf(group.leader());
    boolean possible =
        leader != null
            && !leader.dispositionSeen
            && !everReaped.containsKey(group)
            && target.task.state() == Task.State.ZOMBIE;
    return possible ? Rule.IGNORED_BEFORE_LOG : null;
  }

  /** A process has reaped, or was signalled about, a child: it does not ignore SIGCHLD. */
  void reapedOne(ThreadGroup group) {
    everReaped.putIfAbsent(group, Boolean.TRUE);
  }

  /** A process is gone. */
  void forget(ThreadGroup group) {
    everReaped.remove(group);
  }
}
