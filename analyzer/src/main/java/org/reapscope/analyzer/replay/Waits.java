package org.reapscope.analyzer.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.RecordKinds;
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
  private final Requests requests;
  private final RecordedEffects effects;
  private final UnaryOperator<CallReturned> lens;

  /** A process's are kept, none of them open, as long as it lives: it will wait again. */
  private final Map<ThreadGroup, OpenWaits> open = new HashMap<>();

  private final Looks looks;
  private final Consumer<ThreadGroup> askAgainFor = this::askAgain;

  /** {@code lens}: what the judge is shown of a wait's end; identity but in controls. */
  Waits(
      World world,
      Explanations explanations,
      Tracepoints tracepoints,
      RecordKinds kinds,
      ReplayObserver observer,
      UnaryOperator<CallReturned> lens,
      Looks looks) {
    this.lens = lens;
    this.looks = looks;
    this.world = world;
    this.tracepoints = tracepoints;
    this.explanations = explanations;
    this.observer = observer;
    this.requests = new Requests(world, tracepoints.tracees());
    this.effects = new RecordedEffects(world, kinds, observer);
  }

  /** A wait begins; {@code end} is its last line where that is known already. */
  OpenWait begin(TracedTask caller, Call.Wait call, long startLine, @Nullable CallReturned end) {
    OpenWait wait = ask(caller, call, startLine, end);
    open.computeIfAbsent(
            caller.task.group(), g -> new OpenWaits(g, requests, world.changed(), looks))
        .add(wait);
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
    requests.open(wait);
    if (wait.unknown == null) {
      observer.waiting(caller, wait.wait);
    }
    return wait;
  }

  /** The open waits of a process. */
  Collection<OpenWait> of(ThreadGroup group) {
    OpenWaits waits = open.get(group);
    return waits == null ? List.of() : waits.all();
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
    OpenWaits waits = open.get(group);
    if (waits != null) {
      waits.remove(wait);
      if (waits.isEmpty() && !group.isAlive()) {
        open.remove(group);
      }
    }
  }

  /** A process is gone: it will not wait again. */
  void released(ThreadGroup group) {
    OpenWaits waits = open.get(group);
    if (waits != null && waits.isEmpty()) {
      open.remove(group);
    }
  }

  /** Asks once more at the present state. */
  Answer askAgain(OpenWait wait) {
    return requests.askAgain(wait);
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
          view.mayBeReapedUnseen = true;
        }
      }
    }
  }

  /** A wake-up about a child reaches sleepers of its parent: each will make one more pass. */
  void woken(ThreadGroup parent, TracedTask about) {
    OpenWaits waits = open.get(parent);
    if (waits != null) {
      waits.woken(about.task);
    }
  }

  /** Asks again for open waits of processes whose children have changed. */
  void refresh() {
    world.changed().take(askAgainFor);
  }

  private void askAgain(ThreadGroup group) {
    OpenWaits waits = open.get(group);
    if (waits != null) {
      waits.askAgain();
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
      judge(wait, end, recorded, child);
    } else if (recorded.kind() == Recorded.Kind.NEVER) {
      explanations.lost(wait);
    } else if (recorded.completed()) {
      if (recorded.kind() == Recorded.Kind.UNSEEN && wait.unknown == Rule.UNKNOWN_PIDFD) {
        doubtHolders(wait);
      }
      boolean consumed = effects.take(wait, recorded, child);
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
    if (wait.unknown == null && wait.isAnswered()) {
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
      consumed = reapable && effects.take(wait, recorded, child);
    }
    if (recorded.kind() != Recorded.Kind.NEVER) {
      tell(wait, end, recorded, consumed ? child : null, consumed, evidence, rule);
    }
  }

  private void judge(
      OpenWait wait, CallReturned end, Recorded truth, @Nullable TracedTask reported) {
    CallReturned shown = lens.apply(end);
    boolean asIs = Objects.equals(shown, end);
    Recorded recorded = asIs ? truth : Recorded.of(shown);
    TracedTask child = asIs ? reported : reported(wait, recorded);
    Evidence evidence = Evidence.EXACT;
    Rule rule = null;
    if (recorded.kind() == Recorded.Kind.UNREADABLE) {
      evidence = Evidence.UNKNOWN;
      rule = Rule.UNREADABLE;
    } else if (recorded.kind() == Recorded.Kind.INJECTED) {
      evidence = Evidence.UNKNOWN;
      rule = Rule.INJECTED;
    } else if (recorded.kind() == Recorded.Kind.UNSHOWN) {
      evidence = Evidence.UNKNOWN;
      rule = Rule.UNSHOWN;
    } else if (!agrees(wait, recorded, wait.standing())) {
      if (isLeftover(wait, recorded, child)) {
        tell(wait, end, recorded, null, false, Evidence.UNKNOWN, Rule.UNREADABLE);
        return;
      }
      rule =
          wait.assumesNoPidfd
              ? Rule.UNKNOWN_PIDFD
              : explanations.explain(wait, recorded, child, this);
      evidence = rule == null ? Evidence.CONTRADICTED : rule.evidence();
    }
    if (rule != null || !asIs || truth.report() == null) {
      child = reported(wait, truth);
    }
    List<TracedTask> others =
        truth.kind() == Recorded.Kind.UNSEEN && child != null
            ? explanations.tiedBehind(wait, child)
            : List.of();
    boolean consumed = effects.take(wait, truth, child);
    if (consumed && child != null) {
      explanations.mayHaveTaken(wait, child, others);
    }
    tell(wait, end, recorded, child, consumed, evidence, rule);
  }

  /**
   * Whether a result is what strace has left over from an earlier call, the task having been killed
   * inside this one: its death is the next that the log says of it, and no order gives the result.
   */
  private static boolean isLeftover(OpenWait wait, Recorded recorded, @Nullable TracedTask child) {
    if (!wait.caller.killedInside) {
      return false;
    }
    return recorded.kind() == Recorded.Kind.REPORT
        ? child == null || !Replay.isChildOf(child, wait.caller)
        : wait.seen().stream()
            .noneMatch(each -> recorded.agrees(each, 0, wait.nonBlocking, wait.noHang()));
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
    boolean asked = wait.unknown == null && wait.isAnswered();
    Answer answer = asked ? wait.standing() : Answer.error(0);
    Task about = answer.child();
    int number = about == null ? 0 : world.numberFor(wait.caller, about);
    if (number == 0 && about != null && child != null && about == child.task) {
      // It is gone by now, and its number in an inner namespace with it.
      number = recorded.report() == null ? child.tid() : recorded.report().pid();
    }
    observer.waited(
        new JudgedWait(
            wait.caller,
            wait.wait,
            end,
            wait.target,
            child,
            answer,
            wait.unknown == null ? number : JudgedWait.UNASKED,
            consumed,
            recorded,
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
    if (unseen && wait.unknown == null && wait.isAnswered() && wait.accepted().reports()) {
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
}
