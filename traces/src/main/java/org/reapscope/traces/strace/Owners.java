package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.IntMap;

/**
 * Finds the task that a line belongs to.
 *
 * <p>A line without a number belongs to the only live task; in a log of {@code -ff} to the task
 * that the file is named after.
 */
final class Owners {
  private final IntMap<Task> tasks;
  private final int fixed;
  private @Nullable Task latest;
  private @Nullable Task first;

  /** With {@code fixed} 0 the lines tell whose they are. */
  Owners(IntMap<Task> tasks, int fixed) {
    this.tasks = tasks;
    this.fixed = fixed;
  }

  /** The task of a line whose prefix shows {@code tid}, 0 for none; null when it is a new task. */
  @Nullable Task find(int tid) {
    Task task = latest;
    if (task != null && task.tid() == tid && tid != 0) {
      return task;
    }
    task = tid == 0 ? unnumbered() : tasks.get(tid);
    if (task != null) {
      latest = task;
    }
    return task;
  }

  private @Nullable Task unnumbered() {
    if (fixed != 0) {
      return tasks.get(fixed);
    }
    if (tasks.size() == 1) {
      return latest != null ? latest : tasks.values().get(0);
    }
    Task oldest = first;
    return oldest != null && tasks.get(oldest.tid()) == oldest ? oldest : latest;
  }

  /** Adds the task that the prefix {@code tid} stands for. */
  Task add(int tid) {
    Task task = new Task(tid == 0 ? fixed : tid);
    tasks.put(task.tid(), task);
    latest = task;
    if (first == null || tasks.size() == 1) {
      first = task;
    }
    return task;
  }

  /** The task whose number is not known yet, or null. */
  @Nullable Task nameless() {
    return tasks.get(0);
  }

  /** How many tasks are inside of a call. */
  long openCalls() {
    if (fixed == 0) {
      long open = 0;
      for (Task task : tasks.values()) {
        open += task.open() != null ? 1 : 0;
      }
      return open;
    }
    Task task = tasks.get(fixed);
    return task != null && task.open() != null ? 1 : 0;
  }

  @Nullable Task remove(int tid) {
    Task removed = tasks.remove(tid);
    if (removed == latest) {
      latest = null;
    }
    return removed;
  }

  /** Gives a task its number. */
  void number(Task task, int tid) {
    tasks.remove(task.tid());
    task.number(tid);
    tasks.putIfAbsent(tid, task);
  }
}
