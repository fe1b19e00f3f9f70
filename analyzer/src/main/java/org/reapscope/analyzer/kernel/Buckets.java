package org.reapscope.analyzer.kernel;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Children for waits for any of them, and by process group once a wait for a group has asked. */
final class Buckets {
  private final Comparator<Task> order;
  private final Bucket all;
  private @Nullable Map<ProcessGroup, Bucket> byGroup;

  /** Empty ones whose walks meet children in this order. */
  Buckets(Comparator<Task> order) {
    this.order = order;
    this.all = new Bucket(order);
  }

  Bucket all() {
    return all;
  }

  /** Whether the children are told apart by process group. */
  boolean areByGroup() {
    return byGroup != null;
  }

  /** Tells the children apart by process group from now on. */
  void divide(Iterable<Task> children) {
    byGroup = new HashMap<>();
    for (Task child : children) {
      countInGroup(child);
    }
  }

  /** The children in one process group, null for none. */
  @Nullable Bucket inGroup(ProcessGroup group) {
    return byGroup == null ? null : byGroup.get(group);
  }

  void count(Task child) {
    all.count(child);
    countInGroup(child);
  }

  private void countInGroup(Task child) {
    ProcessGroup group = child.countedGroup;
    if (byGroup != null && group != null) {
      byGroup.computeIfAbsent(group, g -> new Bucket(order)).count(child);
    }
  }

  void uncount(Task child) {
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
  }
}
