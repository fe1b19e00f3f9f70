package org.reapscope.traces.strace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live tasks by number: open addressing, since every line of a log asks it.
 *
 * <p>Removal shifts later entries back, so that no markers of the dead are left to pile up.
 */
final class TaskTable {
  private @Nullable Task[] slots = new Task[64];
  private int size;

  /** The task with this number, or null. */
  @Nullable Task get(int tid) {
    return slots[slot(tid)];
  }

  /** Adds a task that is not yet there. */
  void add(Task task) {
    if (++size * 2 > slots.length) {
      grow();
    }
    slots[slot(task.tid())] = task;
  }

  /** Takes the task with this number out and returns it, if there is one. */
  @Nullable Task remove(int tid) {
    int hole = slot(tid);
    Task removed = slots[hole];
    if (removed == null) {
      return null;
    }
    int mask = slots.length - 1;
    slots[hole] = null;
    size--;
    for (int next = hole + 1 & mask; slots[next] != null; next = next + 1 & mask) {
      Task moved = slots[next];
      slots[next] = null;
      slots[slot(moved.tid())] = moved;
    }
    return removed;
  }

  int size() {
    return size;
  }

  /** All tasks, in no order. */
  List<Task> all() {
    List<Task> all = new ArrayList<>(size);
    for (Task task : slots) {
      if (task != null) {
        all.add(task);
      }
    }
    return all;
  }

  /** How many tasks are inside of a call. */
  long inCalls() {
    return all().stream().filter(task -> task.open() != null).count();
  }

  private int slot(int tid) {
    int mask = slots.length - 1;
    int slot = tid * 0x9e3779b9 >>> 8 & mask;
    for (Task task = slots[slot]; task != null && task.tid() != tid; task = slots[slot]) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    List<Task> all = all();
    slots = new Task[slots.length * 2];
    for (Task task : all) {
      slots[slot(task.tid())] = task;
    }
  }
}
