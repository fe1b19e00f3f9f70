package org.reapscope.traces.ftrace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;

/** What must be remembered of one task between two of its records. */
final class TaskState {
  int tid;
  int cpu = -1;
  boolean seen;
  boolean exited;
  String name = "";

  @Nullable Syscall openSyscall;
  @Nullable Call openCall;
  long openLine;
  long openTime;

  /** Global number that sched_process_wait showed inside the open wait, -1 when it showed none. */
  int waitTarget = -1;

  /** Last child that the kernel said this task made, 0 when none. */
  int spawned;

  /** Its CLONE_* bits, -1 when not shown. */
  long spawnedFlags = -1;

  /** The kinds of records, as {@link TaskTracker.SpawnSource} bits, that told of this child. */
  int spawnSources;

  TaskState(int tid) {
    this.tid = tid;
  }

  void open(Syscall syscall, Call call, long line, long time) {
    openSyscall = syscall;
    openCall = call;
    openLine = line;
    openTime = time;
    waitTarget = -1;
    if (call instanceof Call.Spawn) {
      spawned = 0;
      spawnedFlags = -1;
      spawnSources = 0;
    }
  }

  void close() {
    openSyscall = null;
    openCall = null;
  }
}
