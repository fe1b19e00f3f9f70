package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;

/**
 * Groups whose children have changed since they were last asked for, in the order of the changes.
 * An event changes one or two as a rule, which a list holds more cheaply than a set.
 */
final class ChangedGroups {
  private static final int FEW = 8;

  private final List<ThreadGroup> inOrder = new ArrayList<>(FEW);
  private @Nullable Set<ThreadGroup> many;

  /** Which children have changed, by parent, since each group was last handed over. */
  private final Map<ThreadGroup, Set<Task>> children = new HashMap<>();

  private int watched;

  /** Adds a group, once. */
  void add(ThreadGroup group) {
    if (isNew(group)) {
      inOrder.add(group);
    }
  }

  /** Some wait heeds one child only: from now on those that change are noted. */
  void watch() {
    watched++;
  }

  /** That wait is over. */
  void unwatch() {
    if (--watched == 0) {
      children.clear();
    }
  }

  /** Notes a child that has changed, if anybody heeds such. */
  void note(ThreadGroup parent, Task child) {
    if (watched > 0) {
      children.computeIfAbsent(parent, p -> new LinkedHashSet<>()).add(child);
    }
  }

  /** The children of a group noted since this was asked last. */
  Set<Task> noted(ThreadGroup parent) {
    Set<Task> noted = watched == 0 ? null : children.remove(parent);
    return noted == null ? Set.of() : noted;
  }

  private boolean isNew(ThreadGroup group) {
    if (inOrder.size() < FEW) {
      return !inOrder.contains(group);
    }
    if (many == null) {
      many = new HashSet<>(inOrder);
    }
    return many.add(group);
  }

  /** Hands over each of them and forgets them. */
  void take(Consumer<ThreadGroup> taker) {
    if (inOrder.isEmpty()) {
      return;
    }
    for (int i = 0; i < inOrder.size(); i++) {
      taker.accept(inOrder.get(i));
    }
    inOrder.clear();
    many = null;
  }
}
