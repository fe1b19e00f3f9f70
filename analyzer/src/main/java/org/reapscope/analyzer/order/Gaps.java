package org.reapscope.analyzer.order;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;
import org.reapscope.traces.event.TaskSuperseded;

/**
 * Signs that lines are missing from within a log: what no whole log holds, whatever its tracer was
 * told to leave out, told by the form of the lines and never by the result of a wait.
 *
 * <ul>
 *   <li>A tracer prints one call of a task after the other: a call that begins, or a signal that is
 *       delivered, inside another one shows that the end of that is missing, an end by itself that
 *       its beginning is. A task's first call may have begun before the log.
 *   <li>Where the log begins with the first program's exec, every task in it was made by a fork in
 *       it. Numbers of a pid namespace hide which one: a fork whose child never speaks under the
 *       number given may have made any.
 *   <li>The kernel tells a parent of a death after it has told the tracer, and gives a number again
 *       after both: a child that lives by then has died in a line that is missing.
 * </ul>
 */
public final class Gaps {
  /** Tasks that no fork accounts for, kept as long as one that ends late may do so. */
  private static final int MOST = 1 << 12;

  private final RecordKinds kinds;
  private final BooleanSupplier hasInner;
  private final IntMap<Voice> tasks = new IntMap<>();

  /** First lines of tasks that no fork accounts for. */
  private final IntMap<Long> unborn = new IntMap<>();

  /** Numbers that forks have given and under which nobody has spoken yet. */
  private final TaskNumbers awaited = new TaskNumbers();

  private final TaskNumbers heard = new TaskNumbers();
  private long strangers;
  private long firstStranger;

  /** Who spoke last, and who did before: the lines of two tasks often alternate. */
  private @Nullable Voice latest;

  private @Nullable Voice before;
  private int awaiting;
  private int openForks;
  private int lostForks;
  private long foundlings;
  private long firstFoundling = Long.MAX_VALUE;
  private int root;
  private boolean fromKernel;
  private boolean whole;
  private boolean fromTheStart;
  private boolean began;
  private long firstCall;
  private long calls;
  private long firstDeath;
  private long deaths;
  private int epoch;

  /**
   * Signs among these kinds of records.
   *
   * @param hasInner whether some calls speak the numbers of a pid namespace
   */
  public Gaps(RecordKinds kinds, BooleanSupplier hasInner) {
    this.kinds = kinds;
    this.hasInner = hasInner;
  }

  /** What was heard of a task that lives. */
  private static final class Voice {
    final int tid;
    final long since;

    /** Whether the fork that made it came before. */
    boolean born;

    /** The call that it is inside of. */
    @Nullable Call inside;

    /** The loss that the tracer itself told of last, when it made its last call; -1 for none. */
    int called = -1;

    Voice(int tid, long since) {
      this.tid = tid;
      this.since = since;
    }
  }

  /** Sees an event as it enters the look-ahead window. */
  public void arrive(ProcessEvent event) {
    if (event instanceof CallReturned returned) {
      returned(returned, voice(event));
    } else if (event instanceof CallEntered entered) {
      entered(entered, voice(event));
    } else if (event instanceof TaskSeen) {
      seen(event);
    } else if (event instanceof SignalDelivered signal) {
      interrupts(voice(event), signal.line());
      told(signal);
    } else if (event instanceof TaskExited) {
      forget(event.tid());
      if (unborn.size() > MOST) {
        abandon(event.tid());
      }
    } else if (event instanceof TaskSpawned spawned) {
      spawned(spawned);
    } else if (event instanceof TaskSuperseded superseded) {
      goesInto(null, voice(event));
      forget(superseded.byTid());
    } else if (event instanceof TaskExecuted executed && executed.oldTid() != executed.tid()) {
      goesInto(null, voice(event));
      forget(executed.oldTid());
    } else if (event instanceof EventsLost) {
      epoch++;
    }
  }

  private Voice voice(ProcessEvent event) {
    Voice voice = latest;
    if (voice != null && voice.tid == event.tid()) {
      return voice;
    }
    voice = before;
    if (voice == null || voice.tid != event.tid()) {
      voice = tasks.get(event.tid());
    }
    if (voice == null) {
      voice = new Voice(event.tid(), event.line());
      tasks.put(event.tid(), voice);
    }
    speaks(voice);
    return voice;
  }

  /** A task begins a call, or with null is inside of none. */
  private void goesInto(@Nullable Call call, Voice voice) {
    openForks += call instanceof Call.Spawn ? 1 : 0;
    openForks -= voice.inside instanceof Call.Spawn ? 1 : 0;
    voice.inside = call;
  }

  private void speaks(Voice voice) {
    before = latest;
    latest = voice;
  }

  private void forget(int tid) {
    Voice gone = tasks.remove(tid);
    if (gone != null) {
      goesInto(null, gone);
      latest = latest == gone ? null : latest;
      before = before == gone ? null : before;
    }
  }

  // One call after the other ---------------------------------------------------------------------

  private void entered(CallEntered entered, Voice voice) {
    interrupts(voice, entered.line());
    begins(entered.call(), entered.tid());
    voice.called = epoch;
    if (!(entered.call() instanceof Call.Exit)) {
      goesInto(entered.call(), voice);
    }
  }

  private void returned(CallReturned returned, Voice voice) {
    Call call = returned.call();
    if (returned.startLine() == returned.line()) {
      whole = true;
      interrupts(voice, returned.line());
      begins(call, returned.tid());
    } else if (returned.startLine() == 0 && voice.called == epoch && mustHaveBegun(returned)) {
      callSign(returned.line());
    }
    boolean never = !returned.outcome().ok() && call instanceof Call.Spawn;
    goesInto(null, voice);
    voice.called = epoch;
    if (call instanceof Call.Spawn && returned.outcome().ok()) {
      int outer = returned.outcome().outer();
      long number = outer > 0 ? outer : returned.outcome().value();
      Voice child = tasks.get((int) number);
      if (isReborn(child, returned)) {
        deathSign(returned.line());
        forget((int) number);
        child = null;
      }
      born((int) number, child, returned.startLine());
    } else if (never && isLost(returned)) {
      lostForks++;
    }
  }

  /**
   * Not so an exec, which may end under another number, nor in the kernel's own logs a call that
   * seccomp refuses: that ends there without having begun (syscall_trace_enter,
   * kernel/entry/common.c).
   */
  private static boolean mustHaveBegun(CallReturned returned) {
    return !(returned.call() instanceof Call.Exec)
        && returned.outcome().state() != Outcome.State.FAILED;
  }

  private static boolean isLost(CallReturned fork) {
    return switch (fork.outcome().state()) {
      case NEVER, UNREADABLE -> true;
      default -> false;
    };
  }

  private void interrupts(Voice voice, long line) {
    Call inside = voice.inside;
    if (inside != null) {
      if (voice.called == epoch) {
        callSign(line);
      }
      lostForks += inside instanceof Call.Spawn ? 1 : 0;
      goesInto(null, voice);
    }
  }

  private void callSign(long line) {
    firstCall = calls++ == 0 ? line : firstCall;
  }

  // Births ---------------------------------------------------------------------------------------

  private void begins(Call call, int tid) {
    if (!began) {
      began = true;
      fromTheStart = call instanceof Call.Exec && tid == root;
    }
  }

  private void seen(ProcessEvent event) {
    int tid = event.tid();
    boolean another = tasks.isEmpty();
    Voice voice = new Voice(tid, event.line());
    Voice old = tasks.put(tid, voice);
    if (old != null) {
      goesInto(null, old);
    }
    latest = latest == old ? null : latest;
    speaks(voice);
    heard.add(tid);
    if (another) {
      // The first of the log, or of another run behind one that is over.
      root = tid;
    } else if (awaited.remove(tid)) {
      awaiting--;
      voice.born = true;
    } else if (fromTheStart && tid > root) {
      unborn.put(tid, event.line());
    }
  }

  /** The kernel's own word for a fork; a log that is out of order may show the child before. */
  private void spawned(TaskSpawned spawned) {
    fromKernel = true;
    Voice child = tasks.get(spawned.child());
    if (child != null) {
      goesInto(null, child);
      child.called = -1;
      unborn.remove(spawned.child());
    } else {
      born(spawned.child(), null, spawned.line());
    }
  }

  /** A fork has given a number; {@code child} is who has spoken under it, null for nobody. */
  private void born(int number, @Nullable Voice child, long line) {
    Long first = unborn.isEmpty() ? null : unborn.get(number);
    if (first != null && first >= line) {
      unborn.remove(number);
    } else if (child == null || child.since < line) {
      awaited.add(number);
      awaiting++;
    }
  }

  /** Forks that may have made somebody of whom no result tells. */
  private int untold() {
    return openForks + lostForks + awaiting;
  }

  private void abandon(int number) {
    Long first = unborn.remove(number);
    if (first != null) {
      foundlings++;
      firstFoundling = Math.min(firstFoundling, first);
    }
  }

  /** How many tasks at the least were made by a fork that is missing. */
  public long births() {
    if (!kinds.deaths() || !kinds.forks()) {
      return 0;
    }
    long all = unborn.size() + foundlings;
    long untold = strangers > 0 && !hasInner.getAsBoolean() ? strangers : 0;
    return untold + (all == 0 ? 0 : Math.max(0, all - untold()));
  }

  private long firstBirth() {
    long[] first = {strangers > 0 ? Math.min(firstStranger, firstFoundling) : firstFoundling};
    unborn.forEach((tid, line) -> first[0] = Math.min(first[0], line));
    return first[0];
  }

  // Deaths ---------------------------------------------------------------------------------------

  private void told(SignalDelivered signal) {
    int sender = signal.sender();
    if (!RecordKinds.isDeath(signal.code()) || sender <= 0 || sender == signal.tid()) {
      return;
    }
    if (tasks.containsKey(sender)) {
      deathSign(signal.line());
    } else if (fromTheStart && sender > root && !heard.contains(sender)) {
      firstStranger = strangers++ == 0 ? signal.line() : firstStranger;
    }
  }

  private static boolean isReborn(@Nullable Voice living, CallReturned fork) {
    return living != null && living.born && living.since < fork.startLine();
  }

  private void deathSign(long line) {
    firstDeath = deaths++ == 0 ? line : firstDeath;
  }

  // What it comes to -----------------------------------------------------------------------------

  /**
   * Not those of perf trace, the only log of the kernel's events that has calls on one line: it
   * prints ends before beginnings, and some without the other half.
   */
  private long calls() {
    return fromKernel && whole ? 0 : calls;
  }

  private long deaths() {
    boolean told = deaths > 0 && kinds.deaths() && !kinds.onlySuccesses();
    return told && !hasInner.getAsBoolean() ? deaths : 0;
  }

  /** Whether lines are missing from what has been read so far. */
  public boolean any() {
    return calls() > 0 || deaths() > 0 || births() > 0;
  }

  /** What the signs are, in a sentence for people; empty without any. */
  public String note() {
    List<String> signs = new ArrayList<>(4);
    long[] first = {Long.MAX_VALUE};
    sign(signs, first, calls(), firstCall, "half a call", "halves of calls");
    sign(signs, first, births(), firstBirth(), "fork", "forks");
    sign(signs, first, deaths(), firstDeath, "death", "deaths");
    return signs.isEmpty()
        ? ""
        : "lines are missing from within this log: at least "
            + String.join(", ", signs)
            + ", as line "
            + first[0]
            + " is the first to tell; a result that another such line can have changed is unknown, and findings are"
            + " probable";
  }

  private static void sign(
      List<String> signs, long[] first, long count, long line, String one, String many) {
    if (count > 0) {
      signs.add(count + " " + (count == 1 ? one : many));
      first[0] = Math.min(first[0], line);
    }
  }
}
