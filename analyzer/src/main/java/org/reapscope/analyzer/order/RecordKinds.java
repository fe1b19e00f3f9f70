package org.reapscope.analyzer.order;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskDetached;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;
import org.reapscope.traces.event.TaskStopped;
import org.reapscope.traces.event.TaskSuperseded;

/**
 * Which kinds of records a log holds at all. A kind that never appears was filtered out, or there
 * was nothing to record: what it would have told is unknown, and no result is wrong because of it.
 */
public final class RecordKinds {
  private static final int LAST_DEATH_CODE = 3;
  private static final int STOPPED = 5;

  /** Ends of calls among which one that fails, or is broken in two, is to be expected. */
  private static final int MANY = 50;

  private boolean any;
  private boolean exits;
  private boolean kills;
  private boolean forks;
  private boolean execs;
  private boolean exitCalls;
  private boolean stops;
  private boolean groupCalls;
  private boolean sigactions;
  private boolean subreaperCalls;
  private boolean waitsByPid;
  private boolean waitsById;
  private final WaitEnds endsByPid = new WaitEnds();
  private final WaitEnds endsById = new WaitEnds();
  private boolean pidfds;
  private boolean generated;
  private boolean deathSignals;
  private boolean childrenExited;
  private boolean childrenKilled;
  private boolean sends;
  private boolean detaches;
  private boolean childrenStopped;
  private boolean signals;
  private boolean failures;
  private int successes;
  private boolean splits;
  private boolean rests;
  private boolean closes;
  private long entered;
  private int tasks;

  /** Takes note of a record. */
  public void arrive(ProcessEvent event) {
    any = true;
    boolean rest = entered != 0 && isRest(event);
    splits |= entered != 0 && !rest;
    rests |= rest;
    entered = 0;
    if (event instanceof CallEntered begun) {
      entered = begun.call() instanceof Call.Exit ? 0 : begun.line();
      goesOn(event.tid());
      if (begun.call() instanceof Call.Wait wait) {
        ends(wait).begins(event.tid());
      }
      call(begun.call());
    } else if (event instanceof CallReturned returned) {
      failures |= returned.outcome().state() == Outcome.State.FAILED;
      successes += returned.outcome().ok() && successes < MANY ? 1 : 0;
      if (!(returned.call() instanceof Call.Wait wait)) {
        goesOn(event.tid());
      } else if (returned.outcome().state() != Outcome.State.NEVER) {
        ends(wait).ends();
      }
      call(returned.call());
    } else if (event instanceof TaskSeen) {
      tasks++;
    } else if (event instanceof TaskExited exited) {
      boolean killed = isKill(exited.kind());
      exits |= !killed;
      kills |= killed || exited.kind() == ChildReport.Kind.UNSHOWN;
    } else if (event instanceof TaskDetached) {
      detaches = true;
    } else if (event instanceof TaskSpawned) {
      forks = true;
    } else if (event instanceof TaskStopped) {
      stops = true;
    } else if (event instanceof TaskExecuted || event instanceof TaskSuperseded) {
      execs = true;
    } else if (event instanceof SignalGenerated signal) {
      generated = true;
      deathSignals |= isDeath(signal.code());
      stops |= signal.code() == STOPPED;
    } else if (event instanceof SignalDelivered signal) {
      signals = true;
      boolean told = signal.sender() > 0 && isDeath(signal.code());
      childrenExited |= told && signal.code() == 1;
      childrenKilled |= told && signal.code() != 1;
    }
  }

  /** Whether an event is the end of the call that began on the line before it. */
  private boolean isRest(ProcessEvent event) {
    return event instanceof CallReturned returned
        && returned.startLine() == entered
        && returned.line() == entered + 1;
  }

  private static boolean isKill(ChildReport.Kind kind) {
    return kind == ChildReport.Kind.KILLED || kind == ChildReport.Kind.DUMPED;
  }

  /** Whether a SIGCHLD with this si_code tells of a death: CLD_EXITED, CLD_KILLED, CLD_DUMPED. */
  public static boolean isDeath(int code) {
    return code >= 1 && code <= LAST_DEATH_CODE;
  }

  private void goesOn(int tid) {
    endsByPid.goesOn(tid);
    endsById.goesOn(tid);
  }

  private WaitEnds ends(Call.Wait wait) {
    return wait.idType() == -1 ? endsByPid : endsById;
  }

  private void call(Call call) {
    if (call instanceof Call.Wait wait) {
      waitsByPid |= wait.idType() == -1;
      waitsById |= wait.idType() != -1;
      ChildReport report = wait.report();
      childrenStopped |= report != null && report.kind() == ChildReport.Kind.STOPPED;
      if (report != null && report.kind() != ChildReport.Kind.STOPPED) {
        childrenKilled |= isKill(report.kind());
        childrenExited |= !isKill(report.kind());
      }
    } else if (call instanceof Call.Spawn spawn) {
      forks = true;
      pidfds |= spawn.pidfd() >= 0;
    } else if (call instanceof Call.Exec) {
      execs = true;
    } else if (call instanceof Call.Exit) {
      exitCalls = true;
    } else if (call instanceof Call.SetPgid || call instanceof Call.SetSid) {
      groupCalls = true;
    } else if (call instanceof Call.SigAction action) {
      sigactions |= action.signal() != Call.UNKNOWN;
    } else if (call instanceof Call.SetSubreaper) {
      subreaperCalls = true;
    } else if (call instanceof Call.PidfdOpen) {
      pidfds = true;
    } else if (call instanceof Call.Close) {
      closes = true;
    } else if (call instanceof Call.Kill) {
      sends = true;
    }
  }

  /** Exit lines of strace, or the kernel's exit events. */
  public boolean deaths() {
    return exits || kills;
  }

  /** Deaths of those who called exit, which {@code strace -qq} leaves out. */
  public boolean exits() {
    return exits;
  }

  /** Deaths by signals, which {@code strace -e signal=none} leaves out. */
  public boolean kills() {
    return kills;
  }

  /** Whether deaths of this kind are in the log. */
  public boolean shows(ChildReport.Kind death) {
    return isKill(death) ? kills : exits;
  }

  /** Whether processes have died of whose deaths the log holds no record, by their kind. */
  public boolean hidesDeaths() {
    return hidesExits() || hidesKills();
  }

  private boolean hidesExits() {
    return !exits && (exitCalls || childrenExited);
  }

  private boolean hidesKills() {
    return !kills && childrenKilled;
  }

  private boolean childrenDied() {
    return childrenExited || childrenKilled;
  }

  /** Tasks that the tracer let go of. */
  public boolean detaches() {
    return detaches;
  }

  /** kill and its kin. */
  public boolean sends() {
    return sends;
  }

  /** Signals by which the kernel itself tells a parent of a death, at the moment it does. */
  public boolean deathSignals() {
    return deathSignals;
  }

  /** fork, vfork, clone, clone3. */
  public boolean forks() {
    return forks;
  }

  /** execve, which gives a child its ordinary exit signal. */
  public boolean execs() {
    return execs;
  }

  /** exit and exit_group, with which most deaths begin. */
  public boolean exitCalls() {
    return exitCalls;
  }

  /** Group stops. */
  public boolean stops() {
    return stops;
  }

  /** setpgid and setsid. */
  public boolean groupCalls() {
    return groupCalls;
  }

  /** rt_sigaction, which may ignore SIGCHLD. */
  public boolean sigactions() {
    return sigactions;
  }

  /** prctl(PR_SET_CHILD_SUBREAPER). */
  public boolean subreaperCalls() {
    return subreaperCalls;
  }

  /** close, without which a descriptor's number may mean another file by now. */
  public boolean closes() {
    return closes;
  }

  /** Signals that reach user space, or that are sent. */
  public boolean signals() {
    return signals || deathSignals;
  }

  /** What the kernel itself says it sends: the only sign of stops in its own logs. */
  public boolean generatedSignals() {
    return generated;
  }

  /** Whether more than one task speaks: with strace, whether it follows forks. */
  public boolean follows() {
    return tasks > 1;
  }

  /**
   * Whether the log seems to hold only calls that succeeded, as {@code strace -z} writes it: each
   * stands where it ended, and what happened inside it stands before it.
   */
  public boolean onlySuccesses() {
    return follows() && !failures && !splits;
  }

  /** Whether it is sure to: by its form, or being long enough to hold one call that fails. */
  public boolean leavesOutFailures() {
    return onlySuccesses() && (rests || successes >= MANY);
  }

  /** Whether the log seems to hold only calls that failed, as {@code strace -Z} writes it. */
  public boolean onlyFailures() {
    return failures && successes == 0;
  }

  /** How many tasks have spoken. */
  public long tasks() {
    return tasks;
  }

  /** Any wait call. */
  public boolean waits() {
    return waitsByPid || waitsById;
  }

  /**
   * Whether one of the two families of wait calls seems to be filtered out: wait4, which nearly
   * everybody uses, or waitid where there are pidfds, which nothing else can wait for.
   */
  public boolean lacksWaits() {
    boolean oneKind = waitsByPid ? !waitsById && pidfds : waitsById;
    return oneKind || lacksResults();
  }

  /**
   * Whether wait calls have ended and no end of their kind is there: they seem to be filtered out.
   */
  public boolean lacksResults() {
    return endsByPid.areMissing() || endsById.areMissing();
  }

  /** Whether no waitid is in the log, which may be because nobody called it. */
  public boolean onlyWaitsByPid() {
    return waitsByPid && !waitsById;
  }

  /** Whether wait4 seems to be filtered out, as waitid was recorded. */
  public boolean lacksWaitsByPid() {
    return waitsById && !waitsByPid;
  }

  /** What the kinds that are missing leave open, in sentences for people. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!any) {
      return notes;
    }
    if (!forks && (childrenDied() || childrenStopped)) {
      notes.add(
          "no fork, vfork or clone was recorded: children are known only by what waits and signals"
              + " say of them");
    }
    if (!follows() && childrenDied()) {
      notes.add(
          "only one task was recorded: what became of its children is known only by what waits and"
              + " signals say of them");
    }
    if (onlySuccesses()) {
      notes.add(
          "only calls that succeeded were recorded, each where it ended: what happened while it"
              + " ran is not known");
    }
    if (onlyFailures()) {
      notes.add("only calls that failed were recorded: nobody is seen to make or reap a child");
    }
    if (hidesDeaths()) {
      notes.add(
          (deaths() ? kills ? "no exits" : "no deaths by signals" : "no deaths")
              + " were recorded: a child's is known only by its exit call, its parent's signal"
              + " or the wait that reported it, so leaks cannot be judged");
    }
    if (lacksResults()) {
      notes.add(
          "wait calls were recorded and their results were not: children may have been reaped"
              + " unseen, so leaks cannot be judged");
    } else if (lacksWaits()) {
      notes.add(
          waitsById
              ? "waitid was recorded and wait4 was not: children may have been reaped unseen, so"
                  + " leaks cannot be judged"
              : "wait4 was recorded and waitid was not, although there are pidfds to wait for:"
                  + " children may have been reaped unseen");
    }
    if (!sigactions && childrenDied()) {
      notes.add("no rt_sigaction was recorded: whether a process ignored SIGCHLD is not known");
    }
    if (!stops && childrenStopped) {
      notes.add("no stops were recorded: they are known only from the waits that reported them");
    }
    return notes;
  }
}
