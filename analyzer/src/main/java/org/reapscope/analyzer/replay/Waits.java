package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitArguments;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;

/** Asks the model about every recorded wait, judges its answer, and takes the recorded effect. */
final class Waits {
  private final World world;
  private final Explanations explanations;
  private final Tracepoints tracepoints;
  private final ReplayObserver observer;
  private final UnaryOperator<CallReturned> lens;
  private final Map<ThreadGroup, List<OpenWait>> open = new LinkedHashMap<>();

  /** {@code lens}: what the judge is shown of a wait's end; identity but in controls. */
  Waits(
      World world,
      Explanations explanations,
      Tracepoints tracepoints,
      ReplayObserver observer,
      UnaryOperator<CallReturned> lens) {
    this.lens = lens;
    this.world = world;
    this.tracepoints = tracepoints;
    this.explanations = explanations;
    this.observer = observer;
  }

  /** A wait begins; {@code end} is its last line where that is known already. */
  OpenWait begin(TracedTask caller, Call.Wait call, long startLine, @Nullable CallReturned end) {
    OpenWait wait = ask(caller, call, startLine, end);
    open.computeIfAbsent(caller.task.group(), g -> new ArrayList<>(2)).add(wait);
    return wait;
  }

  /** A wait that the log shows whole: nothing can happen between its beginning and its end. */
  void whole(TracedTask caller, Call.Wait call, CallReturned returned) {
    finish(ask(caller, call, returned.startLine(), returned), returned);
  }

  private OpenWait ask(
      TracedTask caller, Call.Wait call, long startLine, @Nullable CallReturned end) {
    OpenWait wait = new OpenWait(caller, RecordedWait.of(call), startLine, end);
    wait.tracing = tracepoints.isTracer(caller);
    if (call.options() == Call.UNKNOWN) {
      wait.unknown = Rule.UNKNOWN_ARGUMENTS;
      wait.guess = widest(wait);
    } else {
      resolve(wait);
    }
    if (wait.unknown == null) {
      observer.waiting(caller, wait.wait);
    }
    return wait;
  }

  /** The open waits of a process. */
  List<OpenWait> of(ThreadGroup group) {
    return open.getOrDefault(group, List.of());
  }

  /** A wait that never came back: its task died inside. */
  void lose(OpenWait wait) {
    close(wait);
    explanations.lost(wait);
  }

  /** Forgets a wait that is to begin anew. */
  void drop(OpenWait wait) {
    close(wait);
  }

  private void close(OpenWait wait) {
    ThreadGroup group = wait.caller.task.group();
    List<OpenWait> waits = open.get(group);
    if (waits != null) {
      waits.remove(wait);
      if (waits.isEmpty()) {
        open.remove(group);
      }
    }
  }

  /** What a call could have asked for at most whose options the log does not show. */
  private @Nullable WaitRequest widest(OpenWait open) {
    Task caller = open.caller.task;
    int options = WaitOptions.WEXITED | WaitOptions.WALL;
    int id = (int) open.wait.id();
    return switch (open.wait.idType()) {
      case RecordedWait.P_ALL -> WaitRequest.any(caller, options);
      case RecordedWait.P_PGID -> WaitRequest.group(caller, wantedGroup(open.caller, id), options);
      case RecordedWait.P_PID -> {
        TracedTask target = world.resolve(open.caller, id);
        if (target == null) {
          yield null;
        }
        yield WaitRequest.one(caller, target.task, false, options);
      }
      default -> null;
    };
  }

  /** Argument checks and number resolution, as at the kernel's entry (D.1). */
  private void resolve(OpenWait open) {
    RecordedWait wait = open.wait;
    Call.Wait call = wait.call();
    boolean waitid = call.idType() >= 0;
    int errno = WaitArguments.check(waitid, waitid ? call.idType() : -1, call.id(), call.options());
    if (errno != 0) {
      open.observe(Answer.error(errno));
      return;
    }
    Task caller = open.caller.task;
    int options = wait.options();
    switch (wait.idType()) {
      case RecordedWait.P_ALL -> open.request = WaitRequest.any(caller, options);
      case RecordedWait.P_PGID ->
          open.request =
              WaitRequest.group(caller, wantedGroup(open.caller, (int) wait.id()), options);
      case RecordedWait.P_PID -> {
        int outer = call.outerId();
        open.target = outer > 0 ? world.byTid(outer) : world.resolve(open.caller, (int) wait.id());
        Task target = open.target == null ? null : open.target.task;
        open.request = WaitRequest.one(caller, target, false, options);
      }
      default -> resolvePidfd(open, call, (int) wait.id(), options);
    }
    if (open.request != null) {
      open.observe(ask(open, open.request));
    }
  }

  private Answer ask(OpenWait wait, WaitRequest request) {
    return wait.tracing ? tracepoints.tracees().ask(request) : world.kernel().ask(request);
  }

  private void resolvePidfd(OpenWait open, Call.Wait call, int fd, int options) {
    if (call.descriptor() == Call.Wait.Descriptor.NOT_PIDFD) {
      open.observe(Answer.error(Errno.EBADF));
      return;
    }
    PidfdTable.Pidfd file = open.caller.pidfds.get(fd);
    if (file != null) {
      open.nonBlocking = file.nonBlocking;
      open.target = file.view;
      open.request = WaitRequest.one(open.caller.task, file.target, true, options);
      return;
    }
    open.target = call.pidfdTarget() > 0 ? world.byTid(call.pidfdTarget()) : null;
    if (open.target == null && !open.caller.mayHoldUnshownPidfds()) {
      open.assumesNoPidfd = true;
      open.observe(Answer.error(Errno.EBADF));
    } else if (open.target == null) {
      open.unknown = Rule.UNKNOWN_PIDFD;
    } else {
      open.request = WaitRequest.one(open.caller.task, open.target.task, true, options);
    }
  }

  /** Asks once more at the present state; a focused wait may now find a child it did not. */
  Answer askAgain(OpenWait wait) {
    WaitRequest request = wait.request;
    if (request == null) {
      return wait.standing();
    }
    if (wait.target == null && wait.wait.idType() == RecordedWait.P_PID) {
      TracedTask target = world.resolve(wait.caller, (int) wait.wait.id());
      request =
          WaitRequest.one(
              wait.caller.task, target == null ? null : target.task, false, request.options());
    }
    return world.kernel().ask(request);
  }

  /** Some child with a pidfd may have been reaped; the log does not say which. */
  private void doubtHolders(OpenWait wait) {
    if (!wait.wait.reaps()) {
      return;
    }
    for (Task thread : wait.caller.task.group().threads()) {
      for (Task child : thread.children()) {
        TracedTask view = world.viewOf(child);
        if (view != null && child.state() == Task.State.ZOMBIE) {
          view.doubt = Rule.UNSEEN_REAP;
        }
      }
    }
  }

  private @Nullable ProcessGroup wantedGroup(TracedTask caller, int number) {
    if (number == 0) {
      return caller.task.group().processGroup();
    }
    return world.groupByNumber(caller, number);
  }

  /** A wake-up reaches the sleepers whose selector matches (D.5): each will make one more pass. */
  void woken(ThreadGroup parent, TracedTask about) {
    for (OpenWait wait : of(parent)) {
      WaitRequest request = wait.request;
      if (request == null || wait.noHang()) {
        continue;
      }
      boolean matches =
          switch (request.selector()) {
            case ANY -> true;
            case GROUP -> about.task.group().processGroup() == request.group();
            case ONE -> about.task == request.target();
          };
      if (matches) {
        wait.wakes++;
      }
    }
  }

  /** Asks again for every open wait of processes whose children have changed. */
  void refresh(List<ThreadGroup> changed) {
    for (ThreadGroup group : changed) {
      for (OpenWait wait : of(group)) {
        if (wait.request != null) {
          wait.observe(ask(wait, wait.request));
        }
      }
    }
  }

  /** The call has ended: compares, explains, takes the effect. */
  void end(OpenWait wait, CallReturned end) {
    close(wait);
    finish(wait, end);
  }

  private void finish(OpenWait wait, CallReturned end) {
    wait.end = end;
    Recorded recorded = Recorded.of(end);
    TracedTask child = reported(wait, recorded);
    if (wait.tracing) {
      traced(wait, end, recorded, child);
    } else if (wait.unknown == null && recorded.kind() != Recorded.Kind.NEVER) {
      judge(wait, end, recorded);
    } else if (recorded.kind() == Recorded.Kind.NEVER) {
      explanations.lost(wait);
    } else if (recorded.completed()) {
      if (recorded.kind() == Recorded.Kind.UNSEEN && wait.unknown == Rule.UNKNOWN_PIDFD) {
        doubtHolders(wait);
      }
      boolean consumed = takeRecorded(wait, recorded, child);
      tell(wait, end, recorded, child, consumed, Evidence.UNKNOWN, wait.unknown);
    }
  }

  /**
   * A tracer's wait. Its ptrace calls are not in the log, so that what the model does not expect is
   * unknown, not wrong.
   */
  private void traced(
      OpenWait wait, CallReturned end, Recorded recorded, @Nullable TracedTask child) {
    ChildReport report = recorded.report();
    int told = report == null ? 0 : report.pid();
    Evidence evidence = Evidence.UNKNOWN;
    Rule rule = wait.unknown == null ? Rule.TRACER : wait.unknown;
    if (wait.unknown == null && !wait.seen().isEmpty()) {
      if (agrees(wait, recorded, wait.standing())) {
        evidence = Evidence.EXACT;
        rule = null;
      } else if (wait.seen().stream().anyMatch(each -> agrees(wait, recorded, each))) {
        evidence = Evidence.INFERRED;
        rule = Rule.SCAN_POINT;
      } else if (tracepoints.tracees().mayStopUntold(wait.caller, told)) {
        evidence = Evidence.INFERRED;
        rule = Rule.STOP_BEFORE_SIGNAL;
      }
    }
    tracepoints.tracees().reported(wait.caller, told);
    boolean consumed = false;
    if (child != null) {
      boolean reapable =
          child.task.state() == Task.State.ZOMBIE && Replay.isChildOf(child, wait.caller);
      tracepoints.tracerReported(child.tid());
      consumed = reapable && takeRecorded(wait, recorded, child);
    }
    if (recorded.kind() != Recorded.Kind.NEVER) {
      tell(wait, end, recorded, consumed ? child : null, consumed, evidence, rule);
    }
  }

  private void judge(OpenWait wait, CallReturned end, Recorded truth) {
    Recorded recorded = Recorded.of(lens.apply(end));
    TracedTask child = reported(wait, recorded);
    Evidence evidence = Evidence.EXACT;
    Rule rule = null;
    if (recorded.kind() == Recorded.Kind.UNREADABLE) {
      evidence = Evidence.UNKNOWN;
      rule = Rule.UNREADABLE;
    } else if (recorded.kind() == Recorded.Kind.UNSHOWN) {
      evidence = Evidence.UNKNOWN;
      rule = Rule.UNSHOWN;
    } else if (!agrees(wait, recorded, wait.standing())) {
      rule =
          wait.assumesNoPidfd
              ? Rule.UNKNOWN_PIDFD
              : explanations.explain(wait, recorded, child, this);
      evidence = rule == null ? Evidence.CONTRADICTED : rule.evidence();
    }
    child = reported(wait, truth);
    List<TracedTask> others =
        truth.kind() == Recorded.Kind.UNSEEN && child != null
            ? explanations.tiedBehind(wait, child)
            : List.of();
    boolean consumed = takeRecorded(wait, truth, child);
    if (consumed && child != null) {
      explanations.mayHaveTaken(wait, child, others);
    }
    tell(wait, end, recorded, child, consumed, evidence, rule);
  }

  boolean agrees(OpenWait wait, Recorded recorded, Answer answer) {
    Task child = answer.child();
    int number = child == null ? 0 : world.numberFor(wait.caller, child);
    boolean agrees = recorded.agrees(answer, number, wait.nonBlocking, wait.noHang());
    if (agrees) {
      wait.accept(answer);
    }
    return agrees;
  }

  private void tell(
      OpenWait wait,
      CallReturned end,
      Recorded recorded,
      @Nullable TracedTask child,
      boolean consumed,
      Evidence evidence,
      @Nullable Rule rule) {
    boolean asked = wait.unknown == null && !wait.seen().isEmpty();
    Answer answer = asked ? wait.standing() : Answer.error(0);
    Task about = answer.child();
    int number = about == null ? 0 : world.numberFor(wait.caller, about);
    if (number == 0 && about != null && child != null && about == child.task) {
      // It is gone by now, and its number in an inner namespace with it.
      number = recorded.report() == null ? child.tid() : recorded.report().pid();
    }
    String replayed =
        wait.unknown == null ? Recorded.words(answer, number, wait.noHang()) : "unknown";
    observer.waited(
        new JudgedWait(
            wait.caller,
            wait.wait,
            end,
            wait.target,
            child,
            answer,
            consumed,
            recorded.words(),
            evidence == Evidence.INFERRED ? recorded.words() : replayed,
            evidence,
            rule,
            wait.scanned));
  }

  private @Nullable TracedTask reported(OpenWait wait, Recorded recorded) {
    ChildReport report = recorded.report();
    if (report != null) {
      CallReturned end = wait.end;
      int outer = end == null ? 0 : end.outcome().outer();
      return outer > 0 ? world.byTid(outer) : world.resolve(wait.caller, report.pid());
    }
    boolean unseen =
        recorded.kind() == Recorded.Kind.UNSEEN
            || recorded.isError(Errno.EFAULT)
            || isUnshownReap(wait, recorded);
    if (unseen && wait.unknown == null && !wait.seen().isEmpty() && wait.accepted().reports()) {
      Task child = wait.accepted().child();
      return child == null ? null : world.viewOf(child);
    }
    return null;
  }

  /**
   * Whether a call that succeeded, its result not shown, has reaped: one that may sleep has, and
   * one that may not probably has where the log prints no number of its caller's namespace.
   */
  private boolean isUnshownReap(OpenWait wait, Recorded recorded) {
    return recorded.kind() == Recorded.Kind.UNSHOWN
        && (!wait.noHang() || world.isInner(wait.caller));
  }

  /** Makes the model agree with what the log says happened; true when a child was reaped. */
  private boolean takeRecorded(OpenWait wait, Recorded recorded, @Nullable TracedTask child) {
    WaitRequest request = wait.request;
    if (child == null) {
      return false;
    }
    Verdict what = whatHappened(wait, recorded);
    if (what == Verdict.EXIT) {
      if (!wait.wait.reaps()) {
        return false;
      }
      if (child.task.isAlive()) {
        diedUnseen(child, recorded);
      }
      if (child.task.state() != Task.State.DEAD) {
        world.kernel().release(child.task);
      }
      child.reaped = true;
      world.touch(wait.caller.task.group());
      return true;
    }
    if (request != null && what != null) {
      world.kernel().take(request, new Answer(Answer.Kind.REPORT, child.task, what, 0, 0, 0));
      world.touch(wait.caller.task.group());
    }
    return false;
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
      return wait.unknown == null && !wait.seen().isEmpty() && wait.accepted().reports()
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
