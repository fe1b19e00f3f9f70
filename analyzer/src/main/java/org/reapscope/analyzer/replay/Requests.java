package org.reapscope.analyzer.replay;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitArguments;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.traces.event.Call;

/** Recorded wait calls as requests to the model: what they name, and what it answers now. */
final class Requests {
  private final World world;
  private final Tracees tracees;

  Requests(World world, Tracees tracees) {
    this.world = world;
    this.tracees = tracees;
  }

  /** Gives an open wait its request and its first answer, or the reason why it has none. */
  void open(OpenWait wait) {
    if (wait.wait.call().options() == Call.UNKNOWN
        || wait.wait.idType() == RecordedWait.NOT_SHOWN) {
      wait.unknown = Rule.UNKNOWN_ARGUMENTS;
      wait.guess = widest(wait);
    } else {
      resolve(wait);
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

  private void resolvePidfd(OpenWait open, Call.Wait call, int fd, int options) {
    if (call.descriptor() == Call.Wait.Descriptor.NOT_PIDFD) {
      open.observe(Answer.error(Errno.EBADF));
      return;
    }
    PidfdTable.Pidfd file = open.caller.pidfdFile(fd);
    if (file != null) {
      open.nonBlocking = file.nonBlocking;
      open.target = file.view;
      open.request = WaitRequest.one(open.caller.task, file.target, true, options);
      return;
    }
    int told = call.pidfdTarget();
    open.target = told > 0 ? world.byTid(told) : null;
    if (open.target == null && told > 0 && world.everSeen(told)) {
      // Its process is gone from the kernel's tables, and the descriptor refers to nobody.
      open.request = WaitRequest.one(open.caller.task, null, true, options);
      return;
    }
    if (open.target == null && !open.caller.mayHoldUnshownPidfds()) {
      open.assumesNoPidfd = true;
      open.observe(Answer.error(Errno.EBADF));
    } else if (open.target == null) {
      open.unknown = Rule.UNKNOWN_PIDFD;
    } else {
      open.request = WaitRequest.one(open.caller.task, open.target.task, true, options);
    }
  }

  private @Nullable ProcessGroup wantedGroup(TracedTask caller, int number) {
    if (number == 0) {
      return caller.task.group().processGroup();
    }
    return world.groupByNumber(caller, number);
  }

  /** The answer at the present state. */
  Answer ask(OpenWait wait, WaitRequest request) {
    return ask(request, wait.tracing);
  }

  /** The answer at the present state, to a process that traces others or not. */
  Answer ask(WaitRequest request, boolean tracing) {
    return tracing ? tracees.ask(request) : world.kernel().ask(request);
  }

  /** Whether the answer is the same whichever thread of a process asks. */
  boolean isOneForAllThreads(WaitRequest request) {
    return request.selector() == WaitRequest.Selector.ONE
        && !world.kernel().semantics().focusedWaitsWalk();
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
}
