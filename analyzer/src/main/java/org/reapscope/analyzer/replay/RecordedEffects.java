package org.reapscope.analyzer.replay;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.ChildReport;

/** What a wait did according to the log, whatever the model would have answered. */
final class RecordedEffects {
  private final World world;
  private final RecordKinds kinds;
  private final ReplayObserver observer;

  RecordedEffects(World world, RecordKinds kinds, ReplayObserver observer) {
    this.kinds = kinds;
    this.world = world;
    this.observer = observer;
  }

  /** Makes the model agree with what the log says happened; true when a child was reaped. */
  boolean take(OpenWait wait, Recorded recorded, @Nullable TracedTask child) {
    WaitRequest request = wait.request;
    if (child == null) {
      return false;
    }
    Verdict what = whatHappened(wait, recorded);
    if (what == Verdict.EXIT && isNoDeath(wait, recorded, child)) {
      return false;
    }
    if (what == Verdict.EXIT) {
      if (!wait.wait.reaps()) {
        return false;
      }
      if (child.task.isAlive()) {
        diedUnseen(child, recorded);
      }
      if (child.task.state() != Task.State.DEAD) {
        world.kernel().corrections().release(child.task);
      }
      child.reaped = true;
      world.reaps(child.tid());
      world.touch(wait.caller.task.group());
      return true;
    }
    if (request != null && what != null) {
      world.kernel().take(request, new Answer(Answer.Kind.REPORT, child.task, what, 0, 0, 0));
      world.touch(wait.caller.task.group());
    }
    return false;
  }

  /**
   * Whether what a report of unshown status tells of a child is a stop or its end: in a log that
   * shows deaths the child lives, and the call may have asked for these too.
   */
  private boolean isNoDeath(OpenWait wait, Recorded recorded, TracedTask child) {
    ChildReport report = recorded.report();
    boolean asked =
        wait.wait.call().options() == Call.UNKNOWN
            || wait.wait.has(WaitOptions.WSTOPPED)
            || wait.wait.has(WaitOptions.WCONTINUED);
    return report != null
        && report.kind() == ChildReport.Kind.UNSHOWN
        && asked
        && kinds.exits()
        && child.task.group().isAlive()
        && child.dyingFrom == 0;
  }

  /** A death that the log shows only through the result that reports it. */
  private void diedUnseen(TracedTask child, Recorded recorded) {
    ThreadGroup group = child.task.group();
    ChildReport report = recorded.report();
    int status = report == null ? 0 : statusOf(report);
    for (Task thread : group.threads()) {
      for (Task grandchild : thread.children()) {
        TracedTask view = world.viewOf(grandchild);
        if (view != null) {
          view.orphaned = true;
        }
      }
    }
    world.kernel().exitGroup(group, status);
    observer.died(child);
  }

  private static int statusOf(ChildReport report) {
    return switch (report.kind()) {
      case EXITED -> report.value() << 8;
      case KILLED -> report.value();
      case DUMPED -> report.value() | 0x80;
      default -> -1;
    };
  }

  private static @Nullable Verdict whatHappened(OpenWait wait, Recorded recorded) {
    ChildReport report = recorded.report();
    if (report == null || report.kind() == ChildReport.Kind.UNSHOWN) {
      return wait.unknown == null && wait.isAnswered() && wait.accepted().reports()
          ? wait.accepted().what()
          : Verdict.EXIT;
    }
    return switch (report.kind()) {
      case STOPPED -> Verdict.STOP;
      case TRAPPED -> Verdict.TRACE_STOP;
      case CONTINUED -> Verdict.CONTINUE;
      default -> Verdict.EXIT;
    };
  }
}
