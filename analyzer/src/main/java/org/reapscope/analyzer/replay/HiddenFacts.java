package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.analyzer.order.Rule;

/**
 * Assumptions about children of one process that the log leaves open, made one at a time until a
 * recorded result follows, and taken back when it does not.
 */
final class HiddenFacts {
  private static final int MOST = 64;

  private final World world;
  private final Kernel kernel;
  private final TracedTask caller;
  private final RecordKinds kinds;
  private final boolean noneLeft;
  private final List<Task> late = new ArrayList<>();
  private final List<Task> gone = new ArrayList<>();
  private final List<Task> changed = new ArrayList<>();
  private final Map<ThreadGroup, ProcessGroup> moved = new HashMap<>();
  private @Nullable Rule rule;

  /** {@code noneLeft}: whether the recorded result says that no child is left, dead or alive. */
  HiddenFacts(World world, TracedTask caller, RecordKinds kinds, boolean noneLeft) {
    this.kinds = kinds;
    this.noneLeft = noneLeft;
    this.world = world;
    this.kernel = world.kernel();
    this.caller = caller;
  }

  /** Assumes one more thing that would change this answer; false when nothing is left to doubt. */
  boolean assumeAnother(Answer answer, WaitRequest request) {
    if (gone.size() + late.size() + changed.size() >= MOST) {
      return false;
    }
    Task child = answer.child();
    if (child != null) {
      return request.selector() == WaitRequest.Selector.GROUP && !world.showsGroupCalls()
          ? doubtGroup(child)
          : doubt(child);
    }
    return answer.kind() == Answer.Kind.NOTHING ? doubtLiving(request) : doubtCloneChildren();
  }

  /** One more pass; whoever dies late is still alive. */
  Answer ask(WaitRequest request) {
    Answer answer = kernel.ask(request);
    return answer.kind() == Answer.Kind.NO_CHILD && !late.isEmpty()
        ? new Answer(Answer.Kind.NOTHING, null, null, 0, 0, answer.scanned())
        : answer;
  }

  /** A child is reported that may have left the group. */
  private boolean doubtGroup(Task child) {
    rule = Rule.GROUP_HIDDEN;
    return moved.putIfAbsent(child.group(), child.group().processGroup()) == null
        && leaveGroup(child);
  }

  private boolean leaveGroup(Task child) {
    kernel.setProcessGroup(child.group(), new ProcessGroup(0));
    return true;
  }

  /** A child is reported that the log's result does not name. */
  private boolean doubt(Task child) {
    TracedTask view = world.viewOf(child);
    TracedTask leader = world.viewOf(caller.task.group().leader());
    if (view == null || gone.contains(child) || changed.contains(child)) {
      return false;
    }
    if (view.lateDeath && !noneLeft && child.state() == Task.State.ZOMBIE) {
      rule = Rule.LATE_DEATH;
      late.add(child);
      kernel.corrections().suspend(child);
      return true;
    }
    if (view.exitSignalHidden) {
      change(child, 0, Rule.EXIT_SIGNAL_HIDDEN);
      return true;
    }
    boolean mayBeAutoreaped =
        leader != null
            && (leader.dispositionHidden
                || !kinds.sigactions()
                || (leader.isFromBefore() && !leader.dispositionSeen && !leader.hearsOfChildren));
    Rule orElse = mayBeAutoreaped ? Rule.DISPOSITION_HIDDEN : elsewhere(view);
    if (child.state() != Task.State.ZOMBIE || (!view.mayBeReapedUnseen && orElse == null)) {
      return false;
    }
    rule = view.mayBeReapedUnseen ? Rule.UNSEEN_REAP : orElse;
    gone.add(child);
    kernel.corrections().suspend(child);
    return true;
  }

  /** Who else may have the child, null for nobody: a wait of a kind not recorded, a subreaper. */
  private @Nullable Rule elsewhere(TracedTask child) {
    if (kinds.lacksWaits()) {
      return Rule.EXTERNAL_REAP;
    }
    return child.orphaned && !kinds.subreaperCalls() ? Rule.SUBREAPER_HIDDEN : null;
  }

  private boolean signalHidden(TracedTask child) {
    return child.exitSignalHidden || (!kinds.execs() && child.task.exitSignal() != Signals.SIGCHLD);
  }

  /** The model waits for somebody: living children may be clone children, unseen by this call. */
  private boolean doubtLiving(WaitRequest request) {
    Task target = request.target();
    for (Task child : target == null ? children() : List.of(target)) {
      TracedTask view = world.viewOf(child);
      if (view != null
          && view.exitSignalHidden
          && child.exitSignal() == Signals.SIGCHLD
          && !changed.contains(child)) {
        change(child, 0, Rule.EXIT_SIGNAL_HIDDEN);
        return true;
      }
    }
    return false;
  }

  /** The model sees nobody: children taken for clone children may be ordinary ones. */
  private boolean doubtCloneChildren() {
    for (Task child : children()) {
      TracedTask view = world.viewOf(child);
      if (view != null
          && signalHidden(view)
          && child.exitSignal() != Signals.SIGCHLD
          && !changed.contains(child)) {
        change(child, Signals.SIGCHLD, Rule.EXIT_SIGNAL_HIDDEN);
        return true;
      }
    }
    return false;
  }

  private List<Task> children() {
    List<Task> children = new ArrayList<>();
    for (Task thread : caller.task.group().threads()) {
      children.addAll(thread.children());
    }
    return children;
  }

  private void change(Task child, int signal, Rule why) {
    rule = why;
    changed.add(child);
    kernel.corrections().setExitSignal(child, signal);
  }

  /** Keeps what was assumed; the rule of the last assumption, null when there was none. */
  @Nullable Rule keep() {
    late.forEach(kernel.corrections()::resumeZombie);
    gone.forEach(
        task -> {
          kernel.corrections().resumeZombie(task);
          kernel.corrections().release(task);
        });
    return rule;
  }

  /** Forgets what was assumed. */
  void takeBack() {
    late.forEach(kernel.corrections()::resumeZombie);
    gone.forEach(kernel.corrections()::resumeZombie);
    moved.forEach(kernel::setProcessGroup);
    changed.forEach(
        task ->
            kernel.corrections().setExitSignal(task, task.exitSignal() == 0 ? Signals.SIGCHLD : 0));
  }
}
