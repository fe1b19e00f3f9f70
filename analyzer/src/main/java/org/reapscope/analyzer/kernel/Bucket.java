package org.reapscope.analyzer.kernel;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Children of one list that one kind of wait could meet: the living, counted by {@link WaitClass},
 * and the noteworthy (dead, stopped, continued or traced) in list order.
 */
final class Bucket {
  private static final NavigableSet<Task> NONE = Collections.emptyNavigableSet();

  private final int[] alive = new int[WaitClass.COUNT];
  private @Nullable TreeSet<Task> noteworthy;
  private int members;

  void count(Task child) {
    members++;
    if (child.countedClass >= 0) {
      alive[child.countedClass]++;
    }
    if (child.countedNoteworthy) {
      if (noteworthy == null) {
        noteworthy = new TreeSet<>((a, b) -> Integer.compare(a.slot, b.slot));
      }
      noteworthy.add(child);
    }
  }

  /** Takes back what {@link #count} added; does nothing for a child that was never counted. */
  void uncount(Task child) {
    if (child.countedClass < 0 && !child.countedNoteworthy) {
      return;
    }
    members--;
    if (child.countedClass >= 0) {
      alive[child.countedClass]--;
    }
    if (child.countedNoteworthy && noteworthy != null) {
      noteworthy.remove(child);
    }
  }

  boolean isEmpty() {
    return members == 0;
  }

  /** True when some living child would keep this wait from ECHILD. */
  boolean hasLivingFor(WaitRequest request) {
    for (int waitClass = 0; waitClass < alive.length; waitClass++) {
      if (alive[waitClass] > 0 && WaitClass.meets(waitClass, request)) {
        return true;
      }
    }
    return false;
  }

  NavigableSet<Task> noteworthy() {
    return noteworthy == null ? NONE : noteworthy;
  }
}
