package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.Nullable;

/** wait_consider_task: what one candidate means to one wait call (section C). */
final class Eligibility {
  private final Semantics semantics;

  Eligibility(Semantics semantics) {
    this.semantics = semantics;
  }

  /**
   * Considers {@code task}, found on a list of children ({@code asTracer} false) or of tracees.
   *
   * @param asTracer the caller's group traces the task
   */
  Verdict consider(Task task, boolean asTracer, WaitRequest request) {
    if (task.state == Task.State.DEAD) {
      return Verdict.GONE;
    }
    Verdict barred = barred(task, asTracer, request);
    if (barred != null) {
      return barred;
    }
    if (task.state == Task.State.TRACE) {
      return asTracer ? Verdict.HANDED_OVER : Verdict.PENDING;
    }
    boolean tracing = asTracer || (task.tracer != null && !task.isTracedByStranger());
    Verdict verdict = Verdict.PENDING;
    if (task.state == Task.State.ZOMBIE) {
      boolean traced = task.tracer != null;
      if (!task.isDelayedLeader() && (tracing || !traced)) {
        return request.has(WaitOptions.WEXITED) ? Verdict.EXIT : Verdict.ZOMBIE_UNASKED;
      }
      boolean mayCome =
          !tracing || (request.options() & (WaitOptions.WEXITED | WaitOptions.WCONTINUED)) != 0;
      verdict = mayCome ? Verdict.HELD_BACK : Verdict.ZOMBIE_UNASKED;
    }
    Verdict report = stopOrContinue(task, tracing, request);
    return report == null ? verdict : report;
  }

  /** Steps 1 to 3: why the task is no candidate at all, or null. */
  private @Nullable Verdict barred(Task task, boolean asTracer, WaitRequest request) {
    if (!selected(task, request)) {
      return Verdict.NOT_SELECTED;
    }
    if (task.group.marked
        && semantics.hides(task, request.selector(), request.byPidfd(), asTracer)) {
      return Verdict.HIDDEN;
    }
    if (asTracer || request.has(WaitOptions.WALL)) {
      return null;
    }
    boolean cloneChild = task.exitSignal != Signals.SIGCHLD;
    return cloneChild == request.has(WaitOptions.WCLONE) ? null : Verdict.CLONE_RULE;
  }

  private static boolean selected(Task task, WaitRequest request) {
    return switch (request.selector()) {
      case ANY -> true;
      case GROUP -> task.group.processGroup == request.group();
      case ONE -> task == request.target();
    };
  }

  /** wait_task_stopped and wait_task_continued. */
  private static @Nullable Verdict stopOrContinue(Task task, boolean tracing, WaitRequest request) {
    if (tracing && task.traceStop != 0) {
      return Verdict.TRACE_STOP;
    }
    ThreadGroup group = task.group;
    if (!tracing && request.has(WaitOptions.WSTOPPED) && group.stopReport != 0) {
      return Verdict.STOP;
    }
    if (request.has(WaitOptions.WCONTINUED) && group.continued) {
      return Verdict.CONTINUE;
    }
    return null;
  }
}
