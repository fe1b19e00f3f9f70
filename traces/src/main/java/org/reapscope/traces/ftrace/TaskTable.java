package org.reapscope.traces.ftrace;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Task states by thread id: open addressing, since every record asks it.
 *
 * <p>A dead task writes a few more records on its way out, so the last dead ones stay; memory grows
 * with live tasks only.
 */
final class TaskTable {
  private static final int DEAD_KEPT = 4096;

  private @Nullable TaskState[] slots = new TaskState[1024];
  private final ArrayDeque<TaskState> dead = new ArrayDeque<>();
  private int size;
  private @Nullable TaskState found;

  @Nullable TaskState find(int tid) {
    TaskState latest = found;
    if (latest != null && latest.tid == tid) {
      return latest;
    }
    for (int i = home(tid); ; i = i + 1 & slots.length - 1) {
      TaskState state = slots[i];
      if (state == null || state.tid == tid) {
        found = state;
        return state;
      }
    }
  }

  TaskState obtain(int tid) {
    TaskState state = find(tid);
    if (state == null) {
      state = new TaskState(tid);
      put(state);
    }
    return state;
  }

  /** A new task takes the number, whoever had it. */
  TaskState renew(int tid) {
    remove(tid);
    return obtain(tid);
  }

  /** The task goes on under another number. */
  void rename(TaskState state, int tid) {
    remove(tid);
    remove(state.tid);
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
      TaskState oldest = dead.remove();
      if (oldest.exited && find(oldest.tid) == oldest) {
        remove(oldest.tid);
      }
    }
  }

  void forEach(Consumer<TaskState> action) {
    for (TaskState state : slots) {
      if (state != null) {
        action.accept(state);
      }
    }
  }

  private void put(TaskState state) {
    if (++size * 2 > slots.length) {
      grow();
    }
    insert(state);
  }

  private void insert(TaskState state) {
    int i = home(state.tid);
    while (slots[i] != null) {
      i = i + 1 & slots.length - 1;
    }
    slots[i] = state;
  }

  private void grow() {
    @Nullable TaskState[] old = slots;
    slots = new TaskState[old.length * 2];
    for (TaskState state : old) {
      if (state != null) {
        insert(state);
      }
    }
  }

  private void remove(int tid) {
    found = null;
    int hole = home(tid);
    while (true) {
      TaskState state = slots[hole];
      if (state == null) {
        return;
      }
      if (state.tid == tid) {
        break;
      }
      hole = hole + 1 & slots.length - 1;
    }
    slots[hole] = null;
    size--;
    for (int i = hole + 1 & slots.length - 1; ; i = i + 1 & slots.length - 1) {
      TaskState moved = slots[i];
      if (moved == null) {
        return;
      }
      slots[i] = null;
      insert(moved);
    }
  }

  private int home(int tid) {
    return (tid * 0x9e3779b9 >>> 7) & slots.length - 1;
  }
}
