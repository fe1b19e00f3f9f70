package org.reapscope.reports.events;

import java.util.Locale;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskDetached;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskFreed;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;
import org.reapscope.traces.event.TaskStopped;

/** What an event is about, in one word. */
public enum EventKind {
  /** fork, vfork, clone, clone3. */
  SPAWN,
  /** execve, execveat. */
  EXEC,
  /** exit, exit_group: a task asks to die. */
  EXIT,
  /** wait4, waitpid, waitid. */
  WAIT,
  /** setpgid, setsid, getpgid and their kin. */
  GROUP,
  /** getpid, gettid, getppid, set_tid_address. */
  IDENTITY,
  /** PR_SET_CHILD_SUBREAPER. */
  SUBREAPER,
  /** rt_sigaction, rt_sigprocmask. */
  SIGNAL_SETUP,
  /** kill and its kin. */
  KILL,
  /** pidfd_open. */
  PIDFD,
  /** close, dup, fcntl. */
  DESCRIPTOR,
  /** unshare, setns. */
  NAMESPACE,
  /** ptrace. */
  PTRACE,
  /** poll, epoll_wait and other sleeps of an event loop; epoll_ctl. */
  LOOP,
  /** rt_sigreturn. */
  SIGRETURN,
  /** io_uring_enter, io_uring_setup. */
  IO_URING,
  /** Any other call. */
  OTHER,
  /** A task's first line. */
  SEEN,
  /** A task's command name. */
  NAME,
  /** sched_process_fork, task_newtask. */
  SPAWNED,
  /** sched_process_exec. */
  EXECUTED,
  /** A task's last line. */
  DIED,
  /** sched_process_free. */
  FREED,
  /** A group stop. */
  STOPPED,
  /** The tracer let go of a task that lives on. */
  DETACHED,
  /** One thread took over another's number at exec. */
  SUPERSEDED,
  /** A signal reached user space. */
  SIGNAL,
  /** signal_generate. */
  SIGNAL_SENT,
  /** The tracer lost events. */
  LOST;

  /** The kind of an event. */
  public static EventKind of(ProcessEvent event) {
    if (event instanceof CallReturned returned) {
      return of(returned.call());
    } else if (event instanceof CallEntered entered) {
      return of(entered.call());
    } else if (event instanceof TaskSeen) {
      return SEEN;
    } else if (event instanceof TaskExited) {
      return DIED;
    } else if (event instanceof SignalDelivered) {
      return SIGNAL;
    } else if (event instanceof SignalGenerated) {
      return SIGNAL_SENT;
    } else if (event instanceof TaskSpawned) {
      return SPAWNED;
    } else if (event instanceof TaskExecuted) {
      return EXECUTED;
    } else if (event instanceof TaskFreed) {
      return FREED;
    } else if (event instanceof TaskNamed) {
      return NAME;
    } else if (event instanceof TaskStopped) {
      return STOPPED;
    } else if (event instanceof TaskDetached) {
      return DETACHED;
    } else if (event instanceof EventsLost) {
      return LOST;
    }
    return SUPERSEDED;
  }

  private static EventKind of(Call call) {
    if (call instanceof Call.Wait) {
      return WAIT;
    } else if (call instanceof Call.Spawn) {
      return SPAWN;
    } else if (call instanceof Call.LoopWait || call instanceof Call.EpollCtl) {
      return LOOP;
    } else if (call instanceof Call.Close || call instanceof Call.Dup) {
      return DESCRIPTOR;
    } else if (call instanceof Call.SigAction || call instanceof Call.SigMask) {
      return SIGNAL_SETUP;
    } else if (call instanceof Call.SigReturn) {
      return SIGRETURN;
    } else if (call instanceof Call.Exec) {
      return EXEC;
    } else if (call instanceof Call.Exit) {
      return EXIT;
    } else if (call instanceof Call.Kill) {
      return KILL;
    } else if (call instanceof Call.PidfdOpen) {
      return PIDFD;
    }
    return seldom(call);
  }

  private static EventKind seldom(Call call) {
    if (call instanceof Call.SetPgid
        || call instanceof Call.SetSid
        || call instanceof Call.GetPgid) {
      return GROUP;
    } else if (call instanceof Call.GetId) {
      return IDENTITY;
    } else if (call instanceof Call.SetSubreaper) {
      return SUBREAPER;
    } else if (call instanceof Call.Namespace) {
      return NAMESPACE;
    } else if (call instanceof Call.Ptrace) {
      return PTRACE;
    } else if (call instanceof Call.IoUring) {
      return IO_URING;
    }
    return OTHER;
  }

  /** The word in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
