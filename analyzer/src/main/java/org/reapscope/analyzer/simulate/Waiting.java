package org.reapscope.analyzer.simulate;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;

/** One wait call from its entry to its return: passes, sleeps, wake-ups (D.2, D.3, D.5). */
final class Waiting implements Reply {
  private enum Interrupted {
    NO,
    RESTARTS,
    FAILS
  }

  private final Stage stage;
  private final Task caller;
  private final WaitPlan plan;
  private @Nullable WaitRequest request;
  private long considered;
  private int passes;
  private boolean slept;
  private boolean woken;
  private Interrupted interrupted = Interrupted.NO;
  private @Nullable String result;
  private @Nullable Event endedBy;

  Waiting(Stage stage, Task caller, WaitPlan plan) {
    this.stage = stage;
    this.caller = caller;
    this.plan = plan;
  }

  /** Enters the call: arguments, numbers, first pass. */
  void begin() {
    int error = plan.argumentError(stage.semantics());
    if (error != 0) {
      stage.notes().say("the arguments are refused before any child is looked at");
      finish(Errno.name(error));
      return;
    }
    request = plan.resolve(caller, stage.cast());
    if (request == null) {
      stage.notes().say("the descriptor is no open pidfd");
      finish("EBADF");
      return;
    }
    pass();
  }

  private void pass() {
    WaitRequest asked = request;
    if (asked == null || result != null) {
      return;
    }
    woken = false;
    passes++;
    stage.notes().pass(stage.kernel(), stage.cast(), passes, asked);
    Answer answer = stage.kernel().ask(asked);
    considered += answer.scanned();
    switch (answer.kind()) {
      case REPORT -> report(asked, answer);
      case NO_CHILD -> {
        stage.notes().say("nobody on the lists could ever be reported: ECHILD");
        finish("ECHILD");
      }
      default -> nothingYet();
    }
  }

  private void report(WaitRequest asked, Answer answer) {
    Task child = answer.child();
    if (child == null) {
      throw new IllegalStateException("a report without a child");
    }
    String text = ResultText.of(answer, caller, stage.cast());
    if (answer.what() == Verdict.EXIT) {
      if (endsSleep()) {
        stage.event().tell();
      }
      if (!asked.has(WaitOptions.WNOWAIT)) {
        stage.cpuTime().reap(caller.group(), child);
      }
    }
    stage.kernel().take(asked, answer);
    stage.notes().say("result: " + text);
    finish(plan.badPointer() ? "EFAULT" : text);
  }

  private boolean endsSleep() {
    return slept && stage.hasEvent();
  }

  private void nothingYet() {
    if (plan.has(WaitOptions.WNOHANG)) {
      stage.notes().say("nothing to report now, but something may come; with WNOHANG: 0");
      finish("0");
    } else if (plan.nonBlocking()) {
      stage.notes().say("nothing to report now and the pidfd is non-blocking: EAGAIN");
      finish("EAGAIN");
    } else if (interrupted == Interrupted.FAILS) {
      stage.notes().say("a handler ran while it slept, without SA_RESTART: EINTR");
      finish("EINTR");
    } else if (interrupted == Interrupted.RESTARTS) {
      stage.notes().say("a handler ran with SA_RESTART: the call starts again");
      interrupted = Interrupted.NO;
      request = plan.resolve(caller, stage.cast());
      pass();
    } else {
      if (!slept) {
        stage.notes().say("nothing to report now, but something may come: it sleeps");
      } else {
        stage.notes().say("still nothing: it sleeps on");
      }
      slept = true;
    }
  }

  private void finish(String text) {
    boolean faults = plan.badPointer() && plan.call().waitid();
    result = faults ? "EFAULT" : text;
    endedBy = endsSleep() ? stage.event() : null;
  }

  /** A task changed: does this sleeper's filter let the wake-up through (D.5)? */
  void heard(Task about, @Nullable Task parent) {
    WaitRequest asked = request;
    if (asked == null || result != null) {
      return;
    }
    boolean selected =
        switch (asked.selector()) {
          case ANY -> true;
          case GROUP -> about.group().processGroup() == asked.group();
          case ONE -> about == asked.target();
        };
    if (selected && (!asked.has(WaitOptions.WNOTHREAD) || parent == caller)) {
      woken = true;
    }
  }

  void interrupt(boolean restarts) {
    if (!plan.uring()) {
      interrupted = restarts ? Interrupted.RESTARTS : Interrupted.FAILS;
    }
  }

  /** Makes the pass that a wake-up or a signal asks for; false when there was none. */
  boolean resume() {
    if (isOver() || (!woken && interrupted == Interrupted.NO)) {
      return false;
    }
    stage.notes().wakes(stage.cast(), caller, woken);
    pass();
    return true;
  }

  boolean isOver() {
    return result != null || !caller.isAlive();
  }

  /** Whether the caller itself is held up by this call. */
  boolean holds(Task task) {
    return task == caller && !plan.uring() && !isOver();
  }

  Task caller() {
    return caller;
  }

  @Override
  public long considered() {
    return considered;
  }

  @Override
  public String text() {
    String end = result;
    if (end == null) {
      return stage.canStillEnd(request) ? "block" : "block-forever";
    }
    if (plan.uring() && ResultText.isError(end)) {
      end += "(res -" + Errno.number(end) + ")";
    }
    if (!slept) {
      return end;
    }
    boolean named = endedBy != null && ResultText.isError(end);
    return "block," + end + (named && endedBy != null ? endedBy.suffix(end) : "");
  }
}
