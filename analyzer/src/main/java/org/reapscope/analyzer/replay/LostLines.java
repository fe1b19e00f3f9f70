package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Corrections;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.Gaps;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.analyzer.order.TaskNumbers;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Results that no whole log would hold, in one from which lines are missing: a child may have been
 * born, have died or been reaped in such a line. Each is tried by itself, against what the log says
 * of that child later; what none of them explains stays contradicted, as does every result in a log
 * without a sign of missing lines.
 */
final class LostLines {
  /** Children that a single result may show to be gone. */
  private static final int MOST = 64;

  /** Events looked through for what is said of a child later, in all: a second or two. */
  private static final long PATIENCE = 30_000_000;

  private final World world;
  private final Kernel kernel;
  private final Corrections corrections;
  private final Gaps gaps;
  private final Supplier<? extends Iterable<ProcessEvent>> ahead;

  /** Numbers of children that have been taken for gone. */
  private final TaskNumbers supposed = new TaskNumbers();

  private long patience = PATIENCE;

  LostLines(World world, Gaps gaps, Supplier<? extends Iterable<ProcessEvent>> ahead) {
    this.world = world;
    this.kernel = world.kernel();
    this.corrections = kernel.corrections();
    this.gaps = gaps;
    this.ahead = ahead;
  }

  /** The rule that says that the result cannot be judged, null when no missing line explains it. */
  @Nullable Rule explain(
      OpenWait wait, Recorded recorded, @Nullable TracedTask child, Waits waits) {
    WaitRequest request = wait.request;
    if (request == null || !gaps.any()) {
      return null;
    }
    boolean explained =
        reapMissing(wait, request, recorded, waits)
            || noneLeft(wait, request, recorded)
            || otherwise(wait, request, recorded, child, waits);
    return explained ? Rule.LINES_MISSING : null;
  }

  private boolean otherwise(
      OpenWait wait,
      WaitRequest request,
      Recorded recorded,
      @Nullable TracedTask child,
      Waits waits) {
    ChildReport report = recorded.report();
    if (report == null) {
      return recorded.kind() == Recorded.Kind.NOTHING
          && wait.standing().kind() == Answer.Kind.NO_CHILD
          && (!supposed.isEmpty() || world.hasFoundling());
    }
    if (child == null) {
      return !world.isInner(wait.caller)
          && (!world.wasReaped(report.pid()) || supposed.contains(report.pid()));
    }
    if (!report.kind().mayBeDeath()) {
      return child.task.isAlive() && Replay.isChildOf(child, wait.caller);
    }
    if (child.task.isAlive() && !isSilent(child.task.group())) {
      return false;
    }
    return Replay.isChildOf(child, wait.caller)
        ? child.task.isAlive()
        : adopted(wait, request, recorded, child, waits);
  }

  // Reaps ----------------------------------------------------------------------------------------

  /** The zombies ahead of the result are gone, by waits that are not in the log. */
  private boolean reapMissing(OpenWait wait, WaitRequest request, Recorded recorded, Waits waits) {
    List<TracedTask> gone = new ArrayList<>(1);
    Answer answer = kernel.ask(request);
    boolean agrees = false;
    while (!agrees && mayBeGone(wait, answer) && gone.size() < MOST) {
      TracedTask view = answer.child() == null ? null : world.viewOf(answer.child());
      if (view == null) {
        break;
      }
      corrections.suspend(view.task);
      gone.add(view);
      answer = kernel.ask(request);
      agrees = waits.agrees(wait, recorded, answer);
    }
    gone.forEach(view -> corrections.resumeZombie(view.task));
    if (agrees) {
      gone.forEach(this::letGo);
    }
    return agrees;
  }

  private boolean mayBeGone(OpenWait wait, Answer answer) {
    Task zombie = answer.child();
    return zombie != null
        && answer.what() == Verdict.EXIT
        && zombie.state() == Task.State.ZOMBIE
        && !isReportedLater(world.numberFor(wait.caller, zombie));
  }

  /** No child is left although some live in the log: none of them is heard of again. */
  private boolean noneLeft(OpenWait wait, WaitRequest request, Recorded recorded) {
    if (!recorded.isError(Errno.ECHILD)) {
      return false;
    }
    Task target = request.target();
    List<TracedTask> gone = new ArrayList<>();
    for (Task child : target == null ? children(wait.caller) : List.of(target)) {
      TracedTask view = world.viewOf(child);
      if (view == null || gone.size() == MOST || !isSilent(child.group())) {
        return false;
      }
      gone.add(view);
    }
    gone.forEach(this::letGo);
    return !gone.isEmpty();
  }

  private void letGo(TracedTask child) {
    supposed.add(child.tid());
    world.vacate(child.tid());
  }

  private static List<Task> children(TracedTask parent) {
    List<Task> children = new ArrayList<>();
    for (Task thread : parent.task.group().threads()) {
      children.addAll(thread.children());
    }
    return children;
  }

  // Births and deaths ----------------------------------------------------------------------------

  /** Its birth is missing, or the death of the parent from whom the caller has inherited it. */
  private boolean adopted(
      OpenWait wait, WaitRequest request, Recorded recorded, TracedTask child, Waits waits) {
    Task parent = child.task.realParent();
    boolean mayBe =
        parent == null
            ? child.isFromBefore()
            : parent.group() != wait.caller.task.group() && isSilent(parent.group());
    if (!mayBe) {
      return false;
    }
    long key = child.task.linkKey();
    int signal = child.task.exitSignal();
    corrections.adopt(child.task, wait.caller.task, World.key(wait.startLine));
    if (child.task.isAlive() || waits.agrees(wait, recorded, kernel.ask(request))) {
      return true;
    }
    if (parent == null) {
      corrections.exile(child.task);
    } else {
      corrections.adopt(child.task, parent, key);
    }
    corrections.setExitSignal(child.task, signal);
    return false;
  }

  // What the log says later ----------------------------------------------------------------------

  /** Whether no line that is held back is of one of these threads. */
  private boolean isSilent(ThreadGroup group) {
    for (ProcessEvent event : ahead.get()) {
      TracedTask task = patience-- > 0 ? world.byTid(event.tid()) : null;
      if (patience <= 0 || task != null && task.task.group() == group) {
        return false;
      }
      if (gives(event, group.pid())) {
        return true;
      }
    }
    return true;
  }

  /** Whether a wait that is held back tells of a child of this number. */
  private boolean isReportedLater(int number) {
    for (ProcessEvent event : ahead.get()) {
      ChildReport report =
          event instanceof CallReturned returned && returned.call() instanceof Call.Wait wait
              ? wait.report()
              : null;
      if (patience-- <= 0 || report != null && report.pid() == number) {
        return true;
      }
      if (gives(event, number)) {
        return false;
      }
    }
    return false;
  }

  /** Whether a fork gives this number to another. */
  private static boolean gives(ProcessEvent event, int number) {
    return event instanceof CallReturned returned
        && returned.call() instanceof Call.Spawn
        && returned.outcome().ok()
        && returned.outcome().value() == number;
  }
}
