package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.Nullable;

/** What taking a report changes (D.4: wait_task_zombie, wait_task_stopped, wait_task_continued). */
final class WaitEffects {
  private final Kernel kernel;

  WaitEffects(Kernel kernel) {
    this.kernel = kernel;
  }

  void take(WaitRequest request, Answer answer) {
    Task child = answer.child();
    Verdict what = answer.what();
    if (child == null || what == null || request.has(WaitOptions.WNOWAIT)) {
      return;
    }
    switch (what) {
      case EXIT -> reap(child);
      case STOP -> child.group.stopReport = 0;
      case TRACE_STOP -> child.traceStop = 0;
      case CONTINUE -> child.group.continued = false;
      default -> throw new IllegalArgumentException("not a report: " + what);
    }
    kernel.refresh(child);
  }

  private void reap(Task child) {
    @Nullable Task tracer = child.tracer;
    if (tracer == null || !child.isTracedByStranger()) {
      kernel.deaths.release(child, false);
    } else {
      kernel.tracing.handOver(child);
    }
  }
}
