package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they were put in. Each knows its slot, so that taking one out is no
 * search and touches nothing of its neighbours: with ten thousand tasks it is the memory touched
 * that costs.
 */
final class TaskList {
  private @Nullable TracedTask[] slots = new TracedTask[16];
  private int used;
  private int size;

  /** Adds a task that is in no list at the end; one that is in this list stays where it is. */
  void add(TracedTask task) {
    if (task.slot >= 0) {
      return;
    }
    if (used == slots.length) {
      makeRoom();
    }
    task.slot = used;
    slots[used++] = task;
    size++;
  }

  /** Takes a task out that is in this list. */
  void remove(TracedTask task) {
    slots[task.slot] = null;
    task.slot = -1;
    size--;
  }

  /** The tasks that are in the list now. */
  List<TracedTask> all() {
    List<TracedTask> all = new ArrayList<>(size);
    for (int i = 0; i < used; i++) {
      TracedTask task = slots[i];
      if (task != null) {
        all.add(task);
      }
    }
    return all;
  }

  /** Closes the gaps that tasks have left, in a larger array when there are few. */
  private void makeRoom() {
    @Nullable TracedTask[] old = slots;
    slots = new TracedTask[size * 2 > old.length ? old.length * 2 : old.length];
    used = 0;
    for (TracedTask task : old) {
      if (task != null) {
        task.slot = used;
        slots[used++] = task;
      }
    }
  }
}
