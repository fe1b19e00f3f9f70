package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  private static final Comparator<Task> OLDEST_FIRST = Comparator.comparingInt(task -> task.slot);
  private static final Comparator<Task> YOUNGEST_FIRST = OLDEST_FIRST.reversed();

  private final Semantics semantics;
  private final Buckets buckets;
  private @Nullable Task[] slots = new Task[4];
  private @Nullable Ranks ranks;
  private int used;
  private int size;

  ChildList(Semantics semantics) {
    this.semantics = semantics;
    this.buckets = new Buckets(order(semantics));
  }

  /** The order in which a walk meets the children of one list. */
  static Comparator<Task> order(Semantics semantics) {
    return semantics.youngestFirst() ? YOUNGEST_FIRST : OLDEST_FIRST;
  }

  int size() {
    return size;
  }

  Bucket all() {
    return buckets.all();
  }

  /** The children in one process group; the index is built when a group wait first asks. */
  @Nullable Bucket inGroup(ProcessGroup group) {
    if (!buckets.areByGroup()) {
      buckets.divide(inOrder());
    }
    return buckets.inGroup(group);
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
    child.countedClass = (byte) WaitClass.of(child, semantics);
    child.countedAs = (byte) Bucket.roleOf(child);
    child.countedGroup = child.group.processGroup;
    buckets.count(child);
  }

  private void uncount(Task child) {
    if (child.countedGroup != null) {
      buckets.uncount(child);
      child.countedGroup = null;
    }
  }

  /** Place of a child as a walk from the oldest counts it, from 1. */
  int rank(Task child) {
    if (ranks != null) {
      return ranks.before(child.slot + 1);
    }
    int rank = 0;
    for (int i = 0; i <= child.slot; i++) {
      if (slots[i] != null) {
        rank++;
      }
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
    if (ranks != null) {
      ranks.add(slot, by);
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
    ranks = null;
    if (slots.length > SMALL) {
      ranks = new Ranks(slots);
    }
  }
}
