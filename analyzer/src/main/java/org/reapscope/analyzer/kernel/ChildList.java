package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The children of one task in link order, oldest first (do_wait_thread walks such a list).
 *
 * <p>The kernel walks; this list answers without walking. Places are slots of an array, empty where
 * a child has gone; a Fenwick tree over the slots gives a child's rank, that is how many candidates
 * the kernel considers up to it. {@link Bucket}s know which children could end a wait.
 */
final class ChildList {
  private static final int SMALL = 64;

  private final Semantics semantics;
  private final Bucket all = new Bucket();
  private @Nullable Map<ProcessGroup, Bucket> byGroup;
  private @Nullable Task[] slots = new Task[4];
  private int[] ranks = {};
  private int used;
  private int size;

  ChildList(Semantics semantics) {
    this.semantics = semantics;
  }

  int size() {
    return size;
  }

  Bucket all() {
    return all;
  }

  /** The children in one process group; the index is built when a group wait first asks. */
  @Nullable Bucket inGroup(ProcessGroup group) {
    if (byGroup == null) {
      byGroup = new HashMap<>();
      for (Task child : inOrder()) {
        bucketOf(child.group.processGroup).count(child);
        child.countedGroup = child.group.processGroup;
      }
    }
    return byGroup.get(group);
  }

  /** Inserts a child at the place its link key gives it, which is nearly always the tail. */
  void add(Task child) {
    if (used == slots.length) {
      makeRoom();
    }
    int at = used;
    while (at > 0 && isAfter(slots[at - 1], child.linkKey)) {
      at--;
    }
    if (at == used) {
      place(child, used++);
      adjust(child.slot, 1);
    } else {
      for (int i = used++; i > at; i--) {
        moveSlot(i - 1, i);
      }
      place(child, at);
      rebuildRanks();
    }
    size++;
    refresh(child);
  }

  private boolean isAfter(@Nullable Task other, long key) {
    return other == null || other.linkKey > key;
  }

  private void moveSlot(int from, int to) {
    Task moved = slots[from];
    slots[to] = moved;
    if (moved != null) {
      moved.slot = to;
    }
  }

  private void place(Task child, int slot) {
    slots[slot] = child;
    child.slot = slot;
  }

  void remove(Task child) {
    uncount(child);
    slots[child.slot] = null;
    adjust(child.slot, -1);
    child.slot = -1;
    size--;
    while (used > 0 && slots[used - 1] == null) {
      used--;
    }
  }

  /** Recounts a child after anything that a wait looks at has changed. */
  void refresh(Task child) {
    uncount(child);
    child.countedClass =
        (byte) (child.state == Task.State.ALIVE ? WaitClass.of(child, semantics) : -1);
    child.countedNoteworthy =
        child.state != Task.State.ALIVE
            || child.group.stopReport != 0
            || child.group.continued
            || child.tracer != null;
    all.count(child);
    if (byGroup != null) {
      child.countedGroup = child.group.processGroup;
      bucketOf(child.group.processGroup).count(child);
    }
  }

  private void uncount(Task child) {
    all.uncount(child);
    ProcessGroup group = child.countedGroup;
    if (byGroup != null && group != null) {
      Bucket bucket = byGroup.get(group);
      if (bucket != null) {
        bucket.uncount(child);
        if (bucket.isEmpty()) {
          byGroup.remove(group);
        }
      }
    }
    child.countedClass = -1;
    child.countedNoteworthy = false;
    child.countedGroup = null;
  }

  private Bucket bucketOf(ProcessGroup group) {
    Map<ProcessGroup, Bucket> map = byGroup;
    if (map == null) {
      throw new IllegalStateException("group index not built");
    }
    return map.computeIfAbsent(group, g -> new Bucket());
  }

  /** Place of a child as a walk from the oldest counts it, from 1. */
  int rank(Task child) {
    if (ranks.length == 0) {
      int rank = 0;
      for (int i = 0; i <= child.slot; i++) {
        if (slots[i] != null) {
          rank++;
        }
      }
      return rank;
    }
    int rank = 0;
    for (int i = child.slot + 1; i > 0; i -= i & -i) {
      rank += ranks[i];
    }
    return rank;
  }

  List<Task> inOrder() {
    List<Task> children = new ArrayList<>(size);
    for (int i = 0; i < used; i++) {
      Task child = slots[i];
      if (child != null) {
        children.add(child);
      }
    }
    return children;
  }

  private void adjust(int slot, int by) {
    if (ranks.length == 0) {
      return;
    }
    for (int i = slot + 1; i < ranks.length; i += i & -i) {
      ranks[i] += by;
    }
  }

  /** Drops empty slots, or doubles the array when most are taken. */
  private void makeRoom() {
    @Nullable Task[] old = slots;
    slots = new Task[size * 2 > old.length ? old.length * 2 : old.length];
    int at = 0;
    for (int i = 0; i < used; i++) {
      Task child = old[i];
      if (child != null) {
        place(child, at++);
      }
    }
    used = at;
    rebuildRanks();
  }

  private void rebuildRanks() {
    if (slots.length <= SMALL) {
      ranks = new int[0];
      return;
    }
    ranks = new int[slots.length + 1];
    for (int i = 1; i < ranks.length; i++) {
      ranks[i] += slots[i - 1] == null ? 0 : 1;
      int next = i + (i & -i);
      if (next < ranks.length) {
        ranks[next] += ranks[i];
      }
    }
  }
}
