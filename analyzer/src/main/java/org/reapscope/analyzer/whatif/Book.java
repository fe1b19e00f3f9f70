package org.reapscope.analyzer.whatif;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.replay.TracedTask;

/** One process's children: those it has, and those it lost whose number is not used again yet. */
final class Book {
  final ThreadGroup parent;

  /** Some task of the process, for its name. */
  @Nullable TracedTask task;

  /** Children it has, and has asked after one by one to hear that they still live. */
  int polledAlive;

  /**
   * Line of the last wait for anybody's death that the program in it made in its mainline code, and
   * of the last it made at all; 0 for never.
   */
  long askedForAnybodyInMainline;

  long askedForAnybody;

  final Map<ThreadGroup, Story> open = new LinkedHashMap<>(4);
  private final Map<Integer, Story> gone = new HashMap<>(4);
  private final Map<TracedTask, Story> goneByChild = new LinkedHashMap<>(4);

  Book(ThreadGroup parent, @Nullable TracedTask task) {
    this.parent = parent;
    this.task = task;
  }

  /** Its name now. */
  String comm() {
    return task == null ? "" : task.comm();
  }

  /** Whether it is pid 1 of a pid namespace. */
  boolean isInit() {
    return parent.namespace().childReaper() == parent;
  }

  /** Whether a signal ended it, so that it did not get to do what it would have done next. */
  boolean wasKilled() {
    int status = parent.isAlive() ? -1 : parent.leader().exitStatusOfProcess();
    return status > 0 && (status & 0x7f) != 0;
  }

  @Nullable Story gone(int number) {
    return gone.get(number);
  }

  @Nullable Story gone(TracedTask child) {
    return goneByChild.get(child);
  }

  List<Story> allGone() {
    return List.copyOf(gone.values());
  }

  /** Keeps a child that is gone under its number; returns another that had it before. */
  @Nullable Story settle(Story story) {
    goneByChild.put(story.child, story);
    Story before = gone.put(story.number, story);
    if (before == null || before == story) {
      return null;
    }
    goneByChild.remove(before.child);
    return before;
  }

  /** Lets go of the child that was kept under a number. */
  @Nullable Story strike(int number) {
    Story story = gone.remove(number);
    if (story != null) {
      goneByChild.remove(story.child);
    }
    return story;
  }

  void strikeAll() {
    gone.clear();
    goneByChild.clear();
  }
}
