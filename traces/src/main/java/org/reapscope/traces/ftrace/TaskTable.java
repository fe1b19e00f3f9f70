package org.reapscope.traces.ftrace;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.IntMap;

/**
 * Task states by thread id.
 *
 * <p>A dead task writes a few more records on its way out, so the last dead ones stay; memory grows
 * with live tasks only.
 */
final class TaskTable {
  private static final int DEAD_KEPT = 4096;

  private final IntMap<TaskState> tasks = new IntMap<>();
  private final ArrayDeque<TaskState> dead = new ArrayDeque<>();

  /** The one asked for last, as most records are of the task of the record before. */
  private @Nullable TaskState latest;

  @Nullable TaskState find(int tid) {
    TaskState same = latest;
    if (same != null && same.tid == tid) {
      return same;
    }
    TaskState found = tasks.get(tid);
    latest = found;
    return found;
  }

  TaskState obtain(int tid) {
    TaskState state = find(tid);
    return state == null ? put(new TaskState(tid)) : state;
  }

  /** A new task takes the number, whoever had it. */
  TaskState renew(int tid) {
    return put(new TaskState(tid));
  }

  /** The task goes on under another number. */
  void rename(TaskState state, int tid) {
    tasks.remove(state.tid);
    state.tid = tid;
    put(state);
  }

  /** Marks a task dead; it is forgotten when enough others have died after it. */
  void bury(TaskState state) {
    if (state.exited) {
      return;
    }
    state.exited = true;
    dead.add(state);
    if (dead.size() > DEAD_KEPT) {
      forget(dead.remove());
    }
  }

  /** Lets go of a dead task, if neither it nor another has taken the number since. */
  private void forget(TaskState oldest) {
    if (oldest.exited && tasks.remove(oldest.tid, oldest)) {
      latest = null;
    }
  }

  void forEach(Consumer<TaskState> action) {
    tasks.forEach((tid, state) -> action.accept(state));
  }

  private TaskState put(TaskState state) {
    tasks.put(state.tid, state);
    latest = state;
    return state;
  }
}
