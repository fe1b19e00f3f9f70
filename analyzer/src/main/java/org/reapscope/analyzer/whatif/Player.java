package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Plays the recorded waits on against another kernel, each thread by its own pattern.
 *
 * <p>A wait that finds the child it found keeps it. Any other is put to the kernel: a drain ends
 * where the kernel says there is no more; a blocking loop sleeps until the kernel has something for
 * it, and what its thread did meanwhile comes later; a focused wait that followed a peek at its
 * child is not made when the peek no longer shows it.
 */
final class Player {
  /** Hears of every recorded wait: what it gives here, or that it is not made. */
  interface Listener {
    void played(JudgedWait wait, Play play);
  }

  /**
   * One recorded wait, played.
   *
   * @param made false when the caller would not have made the call
   * @param same whether the answer is the recorded one
   * @param blocks whether it sleeps here and did not in the recording
   * @param answer the other kernel's answer; null where the recording's was taken
   * @param scanned candidates considered
   */
  record Play(boolean made, boolean same, boolean blocks, @Nullable Answer answer, long scanned) {
    static final Play NOT_MADE = new Play(false, false, false, null, 0);
  }

  private final Mirror mirror;
  private final Stories stories;
  private final World world;
  private final Requests requests;
  private final Listener listener;
  private final Map<TracedTask, Caller> callers = new LinkedHashMap<>();
  private final List<Caller> asleep = new ArrayList<>();
  private final Map<TracedTask, RecordedWait> inFlight = new HashMap<>();

  Player(Mirror mirror, Stories stories, World world, Listener listener) {
    this.mirror = mirror;
    this.stories = stories;
    this.world = world;
    this.requests = new Requests(mirror, stories);
    this.listener = listener;
  }

  /** How a thread waits; null for one that never did. */
  @Nullable Caller caller(TracedTask task) {
    return callers.get(task);
  }

  Iterable<Caller> all() {
    return callers.values();
  }

  void forget(TracedTask task) {
    callers.remove(task);
    inFlight.remove(task);
  }

  /** Whether a focused wait of its parent for this child never came back in the recording. */
  boolean isAwaited(Story story) {
    for (Map.Entry<TracedTask, RecordedWait> each : inFlight.entrySet()) {
      TracedTask waiter = each.getKey();
      RecordedWait wait = each.getValue();
      if (waiter.task().group() == story.book.parent
          && wait.has(WaitOptions.WEXITED)
          && (wait.idType() == RecordedWait.P_PID
              ? wait.id() == story.number
              : waiter.pidfd((int) wait.id()) == story.child)) {
        return true;
      }
    }
    return false;
  }

  /** The child that a thread's wait under way names, null for none. */
  @Nullable Story awaitedBy(TracedTask waiter) {
    RecordedWait wait = inFlight.get(waiter);
    Book book = wait == null ? null : stories.book(waiter.task().group());
    if (wait == null || book == null || !wait.has(WaitOptions.WEXITED)) {
      return null;
    }
    if (wait.idType() == RecordedWait.P_PID) {
      return book.gone((int) wait.id());
    }
    TracedTask target = waiter.pidfd((int) wait.id());
    return target == null ? null : book.gone(target);
  }

  // What threads do ------------------------------------------------------------------------------

  void waiting(TracedTask task, RecordedWait wait) {
    if (wait.isFocused()) {
      inFlight.put(task, wait);
    }
  }

  void waited(JudgedWait wait) {
    inFlight.remove(wait.caller());
    Outcome.State state = wait.end().outcome().state();
    if (state != Outcome.State.RETURNED && state != Outcome.State.FAILED) {
      return;
    }
    Caller caller = callers.computeIfAbsent(wait.caller(), Caller::new);
    if (wait.call().isGeneric() && !wait.call().has(WaitOptions.WNOHANG)) {
      caller.learn(wait, wait.failedWith(Errno.ECHILD));
    }
    if (caller.held != null) {
      caller.keep(wait);
    } else {
      play(caller, wait, false);
    }
  }

  /** Any other event of a thread that waits. */
  void seen(TracedTask task, ProcessEvent event, @Nullable Call call, boolean begins) {
    Caller caller = callers.get(task);
    if (caller == null || call instanceof Call.Wait) {
      return;
    }
    caller.breakRun();
    if (caller.held == null || call == null) {
      return;
    }
    if (call instanceof Call.Exit exit && exit.group() && caller.exitedAt == 0) {
      caller.exitedAt = event.line();
    }
    caller.wentOn |=
        call instanceof Call.Spawn || call instanceof Call.Kill || call instanceof Call.Exec;
  }

  /** Children of a process have changed: sleepers look again. */
  void wake(ThreadGroup parent) {
    for (int i = 0; i < asleep.size(); i++) {
      Caller caller = asleep.get(i);
      if (caller.task.task().group() == parent) {
        i = retry(caller) ? -1 : i;
      }
    }
  }

  private boolean retry(Caller caller) {
    WaitRequest request = caller.heldRequest;
    JudgedWait wait = caller.held;
    if (request == null || wait == null) {
      return false;
    }
    Answer answer = mirror.kernel().ask(request);
    if (answer.kind() == Answer.Kind.NOTHING) {
      return false;
    }
    asleep.remove(caller);
    caller.held = null;
    caller.heldRequest = null;
    caller.wentOn = false;
    take(request, answer, wait);
    listener.played(wait, new Play(true, false, false, answer, answer.scanned()));
    while (caller.held == null && !caller.later.isEmpty()) {
      play(caller, caller.later.remove(), true);
    }
    return true;
  }

  // One wait -------------------------------------------------------------------------------------

  private void play(Caller caller, JudgedWait wait, boolean late) {
    Image reported = wait.child() == null ? null : mirror.child(wait.child().task());
    if (reported != null && wait.consumed() && reported.task.group().isAlive()) {
      // The log shows the death only through this wait.
      mirror.kernel().exitGroup(reported.task.group(), 0);
    }
    if (wait.rule() == Rule.TRACER || wait.answer().kind() == Answer.Kind.ERROR) {
      if (reported != null && wait.consumed() && reported.isZombie()) {
        reported.collectedBy = wait;
        mirror.kernel().corrections().release(reported.task);
      }
      listener.played(wait, new Play(true, true, false, null, wait.scanned()));
      return;
    }
    WaitRequest request = requests.of(wait, mirrored(wait.caller().task()), true);
    boolean drain = wait.call().isGeneric() && wait.call().has(WaitOptions.WNOHANG);
    if (isUnprompted(wait, request)) {
      listener.played(wait, Play.NOT_MADE);
    } else if (reported != null && sees(request, reported)) {
      same(caller, wait, request, reported, drain);
    } else if (drain && caller.drained(wait)) {
      listener.played(wait, Play.NOT_MADE);
    } else {
      other(caller, wait, request, drain, late);
    }
    if (!tookChild(wait)) {
      // The recorded drain ends here.
      caller.breakRun();
    }
  }

  private Task mirrored(Task recorded) {
    Task image = mirror.imageOf(recorded);
    Task living = image.isAlive() ? image : image.group().leader();
    return living;
  }

  /** The child is there as it was, and this wait may see it. */
  private boolean sees(WaitRequest request, Image child) {
    if (!child.isZombie() && !child.task.isAlive()) {
      return false;
    }
    boolean hidden =
        child.task.group().isMarked()
            && mirror.semantics().hides(child.task, request.selector(), request.byPidfd(), false);
    boolean clone = child.task.exitSignal() != Signals.SIGCHLD;
    return !hidden
        && (request.has(WaitOptions.WALL) || clone == request.has(WaitOptions.WCLONE))
        && child.task.realParent() != null
        && child.task.realParent().group() == request.caller().group();
  }

  private void same(
      Caller caller, JudgedWait wait, WaitRequest request, Image child, boolean drain) {
    long scanned = walksOtherwise() ? mirror.kernel().ask(request).scanned() : wait.scanned();
    if (wait.consumed() && child.isZombie()) {
      child.collectedBy = wait;
      mirror
          .kernel()
          .take(request, new Answer(Answer.Kind.REPORT, child.task, Verdict.EXIT, 0, 0, 0));
    }
    if (drain) {
      caller.drains(wait, false);
    }
    listener.played(wait, new Play(true, true, false, null, scanned));
  }

  /** Whether the rules walk lists that those of the recording do not, or in another order. */
  private boolean walksOtherwise() {
    return mirror.semantics().focusedWaitsWalk() || mirror.semantics().youngestFirst();
  }

  /** A focused wait that its thread made because a peek had shown it the child. */
  private boolean isUnprompted(JudgedWait wait, WaitRequest request) {
    Story story = stories.about(wait);
    if (story == null || !wait.call().isFocused() || !story.prompted) {
      return false;
    }
    Image child = mirror.child(story.child.task());
    if (child == null || !child.marked) {
      return false;
    }
    child.unprompted |=
        mirror.semantics().hides(child.task, WaitRequest.Selector.ANY, false, false);
    return child.unprompted && request.target() == child.task;
  }

  private void other(
      Caller caller, JudgedWait wait, WaitRequest request, boolean drain, boolean late) {
    Answer answer = mirror.kernel().ask(request);
    boolean agrees =
        isRecorded(wait, answer)
            || (!late
                && !tookChild(wait)
                && !isTheftSeenEarly(wait, request)
                && answersAsRecorded(wait, answer));
    if (agrees || isStopReport(wait) && !isHiddenReport(wait, request)) {
      if (drain) {
        caller.drains(wait, true);
      }
      long scanned = walksOtherwise() ? answer.scanned() : wait.scanned();
      listener.played(wait, new Play(true, true, false, null, scanned));
      return;
    }
    boolean nothing = answer.kind() == Answer.Kind.NOTHING;
    if (nothing && !wait.call().has(WaitOptions.WNOHANG)) {
      caller.held = wait;
      caller.heldRequest = request;
      asleep.add(caller);
      listener.played(wait, new Play(true, false, true, answer, answer.scanned()));
      return;
    }
    if (answer.kind() == Answer.Kind.NO_CHILD
        && wait.call().isGeneric()
        && !wait.call().has(WaitOptions.WNOHANG)) {
      caller.failsAtOnce(wait);
    }
    take(goesOn(wait, answer) ? reaping(request) : request, answer, wait);
    if (drain) {
      caller.drains(wait, !answer.reports());
    }
    listener.played(wait, new Play(true, false, false, answer, answer.scanned()));
  }

  /**
   * ECHILD for a marked child that the recording's kernel still has: the log shows the victim's
   * answer before the thief's, and here there is no thief.
   */
  private boolean isTheftSeenEarly(JudgedWait wait, WaitRequest request) {
    Task target = request.target();
    Image child = target == null ? null : mirror.of(target);
    return child != null && child.marked && wait.failedWith(Errno.ECHILD);
  }

  /**
   * A peek by name that was refused in the recording and is not here: its caller then reaps what it
   * has seen.
   */
  private static boolean goesOn(JudgedWait wait, Answer answer) {
    return wait.call().isFocused()
        && wait.call().has(WaitOptions.WNOWAIT)
        && wait.failedWith(Errno.ECHILD)
        && answer.reports();
  }

  private static WaitRequest reaping(WaitRequest peek) {
    return WaitRequest.one(
        peek.caller(), peek.target(), peek.byPidfd(), peek.options() & ~WaitOptions.WNOWAIT);
  }

  private static boolean tookChild(JudgedWait wait) {
    return wait.child() != null || wait.call().call().report() != null;
  }

  /** The very answer that was recorded, where that names no child. */
  private static boolean isRecorded(JudgedWait wait, Answer answer) {
    return switch (answer.kind()) {
      case NO_CHILD -> wait.failedWith(Errno.ECHILD);
      case NOTHING -> wait.isEmpty() && wait.call().has(WaitOptions.WNOHANG);
      default -> false;
    };
  }

  /** The recording's own kernel, asked now, gives what the other one gives. */
  private boolean answersAsRecorded(JudgedWait wait, Answer answer) {
    Answer here = world.kernel().ask(requests.of(wait, wait.caller().task(), false));
    if (here.kind() != answer.kind()) {
      return wait.failedWith(Errno.EINTR);
    }
    Task child = here.child();
    return child == null || requests.images(child) == answer.child();
  }

  private static boolean isStopReport(JudgedWait wait) {
    ChildReport report = wait.call().call().report();
    return report != null
        && (report.kind() == ChildReport.Kind.STOPPED
            || report.kind() == ChildReport.Kind.CONTINUED
            || report.kind() == ChildReport.Kind.TRAPPED);
  }

  private boolean isHiddenReport(JudgedWait wait, WaitRequest request) {
    Image child = wait.child() == null ? null : mirror.child(wait.child().task());
    return child != null && !sees(request, child);
  }

  private void take(WaitRequest request, Answer answer, JudgedWait wait) {
    Task child = answer.child();
    if (child == null) {
      return;
    }
    Image image = mirror.of(child);
    if (image != null
        && answer.what() == Verdict.EXIT
        && !request.has(WaitOptions.WNOWAIT)
        && request.has(WaitOptions.WEXITED)) {
      image.collectedBy = wait;
    }
    mirror.kernel().take(request, answer);
  }
}
