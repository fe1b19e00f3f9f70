package org.reapscope.traces.ftrace;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskExited.GroupDead;
import org.reapscope.traces.event.TaskFreed;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;

/**
 * Turns kernel events into process events, whatever file they were read from.
 *
 * <p>Every record is announced by {@link #at}; then at most one of the other methods tells what it
 * holds. Calls are paired per thread and never across a loss on the CPU that the thread ran on.
 */
public final class TaskTracker {
  private static final int SI_KERNEL = 128;
  private static final int SI_TIMER = -2;

  /** The kinds of records that tell of one spawn; each tells once. */
  public enum SpawnSource {
    /** sched_process_fork. */
    FORK,
    /** task_newtask. */
    NEWTASK,
    /** perf's own PERF_RECORD_FORK. */
    RECORD
  }

  private final EventSink sink;
  private final Diary diary;
  private final boolean columnIsCurrent;
  private final TaskTable tasks = new TaskTable();
  private final NameCache names = new NameCache();
  private final Arguments nothing = new Arguments();
  private byte[] column = new byte[0];
  private int columnFrom;
  private int columnTo;
  private long line;
  private long time;
  private int tid;
  private int group;
  private int cpu;

  /**
   * Creates a tracker.
   *
   * @param columnIsCurrent whether a record's task column shows the name at that time (perf) or the
   *     last name the task ever had (ftrace's cache of command lines)
   */
  public TaskTracker(EventSink sink, Diary diary, boolean columnIsCurrent) {
    this.sink = sink;
    this.diary = diary;
    this.columnIsCurrent = columnIsCurrent;
    nothing.clear();
  }

  /** A record of task {@code tid}, of thread group {@code group} where shown, else 0. */
  public void at(long line, long time, int tid, int group, int cpu) {
    this.line = line;
    this.time = time;
    this.tid = tid;
    this.group = group;
    this.cpu = cpu;
    columnTo = columnFrom;
    if (time != ProcessEvent.NO_TIME) {
      diary.time(line, time);
    }
  }

  /** The record's task column; the bytes are used before the next record only. */
  public void column(byte[] b, int from, int to) {
    column = b;
    columnFrom = from;
    columnTo = to;
  }

  /** The record's task exists; the record says no more than that. */
  public void present() {
    current();
  }

  /** A system call begins. */
  public void enter(Syscall syscall, Arguments arguments) {
    diary.call(syscall);
    Call call = syscall.shape().of(syscall.name(), arguments);
    TaskState task = current();
    emit(new CallEntered(line, time, tid, call));
    if (call instanceof Call.Exit) {
      task.close();
    } else {
      task.open(syscall, call, line, time);
    }
  }

  /** A system call ends with this return value, {@link Arguments#MISSING} when it is not shown. */
  public void exit(Syscall syscall, long value) {
    diary.call(syscall);
    TaskState task = current();
    boolean paired = Objects.equals(task.openSyscall, syscall);
    Call call = task.openCall;
    if (call == null || !paired) {
      call = syscall.shape().of(syscall.name(), nothing);
    }
    if (call instanceof Call.Spawn && !paired && (value == 0 || value == Arguments.MISSING)) {
      // The new child's own way out of its parent's call.
      return;
    }
    Outcome outcome = Results.outcome(call, value, task);
    call = Results.completed(call, outcome, task);
    returned(task, call, outcome, paired);
    task.close();
  }

  /** A call ends whose number is struck out; that of a signal handler's return was shown before. */
  public void exitStruck(long value) {
    TaskState task = current();
    Syscall open = task.openSyscall;
    if (open != null && task.openCall instanceof Call.SigReturn) {
      exit(open, value);
    }
  }

  /** A call shown whole by one record, at whose time it had ended after {@code duration}. */
  public void complete(Syscall syscall, Arguments arguments, long value, long duration) {
    diary.call(syscall);
    TaskState task = current();
    task.close();
    Call call = syscall.shape().of(syscall.name(), arguments);
    Outcome outcome = Results.outcome(call, value, task);
    call = Results.completed(call, outcome, task);
    boolean timed = duration >= 0 && time != ProcessEvent.NO_TIME;
    long start = timed ? time - duration : time;
    emit(new CallReturned(line, time, tid, line, start, duration, call, outcome));
  }

  private void returned(TaskState task, Call call, Outcome outcome, boolean paired) {
    long start = paired ? task.openTime : ProcessEvent.NO_TIME;
    boolean timed = start != ProcessEvent.NO_TIME && time >= start;
    emit(
        new CallReturned(
            line,
            time,
            tid,
            paired ? task.openLine : 0,
            start,
            timed ? time - start : -1,
            call,
            outcome));
  }

  /** sched_process_fork; {@code comm} is the current task's own name at this time. */
  public void fork(String comm, int child, String childComm) {
    diary.kind(KernelEvent.FORK);
    TaskState task = current();
    name(task, comm);
    spawned(task, SpawnSource.FORK, child, childComm, -1);
  }

  /** task_newtask, which precedes sched_process_fork where both are recorded. */
  public void newTask(int child, String comm, long flags) {
    diary.kind(KernelEvent.NEWTASK);
    spawned(current(), SpawnSource.NEWTASK, child, comm, flags);
  }

  /** PERF_RECORD_FORK, which perf adds by itself. */
  public void recordedFork(int child) {
    TaskState task = current();
    spawned(task, SpawnSource.RECORD, child, task.name, -1);
  }

  private void spawned(TaskState task, SpawnSource source, int child, String comm, long flags) {
    int bit = 1 << source.ordinal();
    if (task.spawned == child && (task.spawnSources & bit) == 0) {
      task.spawnSources |= bit;
      task.spawnedFlags = Math.max(task.spawnedFlags, flags);
      return;
    }
    task.spawned = child;
    task.spawnedFlags = flags;
    task.spawnSources = bit;
    emit(new TaskSpawned(line, time, tid, child, flags, comm));
    tasks.renew(child).name = comm;
  }

  /** sched_process_exec: the task of number {@code oldTid} is {@code newTid} from here on. */
  public void exec(String path, int newTid, int oldTid) {
    diary.kind(KernelEvent.EXEC);
    TaskState old = tasks.find(oldTid);
    if (newTid != oldTid && old != null) {
      tasks.rename(old, newTid);
      old.exited = false;
    }
    TaskState task = current();
    emit(new TaskExecuted(line, time, newTid, oldTid, path));
    name(task, CommandName.ofPath(path));
  }

  /** sched_process_exit: one thread is on its way out. */
  public void exited(int who, String comm, GroupDead groupDead) {
    diary.kind(KernelEvent.EXIT);
    if (groupDead != GroupDead.UNSHOWN) {
      diary.groupDead();
    }
    TaskState task = current();
    name(task, comm);
    Call open = task.openCall;
    if (open != null) {
      returned(task, open, Outcome.of(Outcome.State.NEVER), true);
      task.close();
    }
    emit(new TaskExited(line, time, who, ChildReport.Kind.UNSHOWN, -1, groupDead));
    tasks.bury(task);
  }

  /** PERF_RECORD_EXIT, which follows sched_process_exit where both are recorded. */
  public void recordedExit() {
    TaskState task = current();
    if (!task.exited) {
      emit(new TaskExited(line, time, tid, ChildReport.Kind.UNSHOWN, -1, GroupDead.UNSHOWN));
      tasks.bury(task);
    }
  }

  /** sched_process_free, logged by whatever task the RCU callback hit. */
  public void freed(int who) {
    diary.kind(KernelEvent.FREE);
    emit(new TaskFreed(line, time, tid, who));
  }

  /** sched_process_wait: the open wait's target as a global number, 0 for "any". */
  public void waiting(int target) {
    diary.kind(KernelEvent.WAIT);
    current().waitTarget = target;
  }

  /** signal_generate. */
  public void generated(int target, int signal, int code, int result) {
    diary.kind(KernelEvent.GENERATE);
    if (code != SI_KERNEL && code != SI_TIMER) {
      // Others are raised by interrupts, in whatever task they hit.
      current();
    }
    emit(new SignalGenerated(line, time, tid, target, signal, code, result));
  }

  /** signal_deliver. */
  public void delivered(int signal, int code) {
    diary.kind(KernelEvent.DELIVER);
    current();
    emit(new SignalDelivered(line, time, tid, signal, code, 0, -1));
  }

  /** Events of one CPU (-1: of some CPU) are missing before this line; 0 of unknown number. */
  public void lost(long atLine, int onCpu, long count) {
    diary.lost(count);
    emit(new EventsLost(atLine, ProcessEvent.NO_TIME, 0, onCpu, count));
    tasks.forEach(
        task -> {
          if (onCpu < 0 || task.cpu == onCpu) {
            task.close();
          }
        });
  }

  /** The end of the log: calls still open mean that it stops short of the tasks' own ends. */
  public void end() {
    tasks.forEach(
        task -> {
          if (task.openCall != null && !task.exited) {
            diary.incomplete();
          }
        });
  }

  private TaskState current() {
    TaskState task = tasks.obtain(tid);
    task.cpu = cpu;
    if (!task.seen) {
      task.seen = true;
      if (tid != 0) {
        emit(new TaskSeen(line, time, tid, group));
      }
    }
    boolean wanted = columnIsCurrent || task.name.isEmpty() && columnTo > columnFrom;
    if (wanted && !CommandName.same(task.name, column, columnFrom, columnTo)) {
      name(task, CommandName.ofColumn(column, columnFrom, columnTo, names));
    }
    return task;
  }

  private void name(TaskState task, @Nullable String comm) {
    if (comm != null && !comm.isEmpty() && !comm.equals(task.name)) {
      task.name = comm;
      if (task.tid != 0) {
        emit(new TaskNamed(line, time, task.tid, comm));
      }
    }
  }

  private void emit(ProcessEvent event) {
    diary.event();
    sink.accept(event);
  }
}
