package org.reapscope.analyzer.simulate;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.PidNamespace;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;

/** Who takes part: names, and numbers as each pid namespace gives them. */
final class Cast {
  /** A number that nobody ever has. */
  static final int NOBODY = 999_999;

  private static final int FIRST_PID = 100;

  private final Map<String, Task> byName = new HashMap<>();
  private final Map<Task, String> names = new IdentityHashMap<>();
  private final Map<Task, Map<PidNamespace, Integer>> numbers = new IdentityHashMap<>();
  private final Map<PidNamespace, Map<Integer, Task>> holders = new IdentityHashMap<>();
  private final Map<PidNamespace, Map<Integer, ProcessGroup>> groups = new IdentityHashMap<>();
  private final Map<PidNamespace, Integer> next = new IdentityHashMap<>();

  /** The next number of the outermost namespace. */
  int nextTid(PidNamespace root) {
    int tid = next.getOrDefault(root, FIRST_PID);
    next.put(root, tid + 1);
    return tid;
  }

  /** Enters a new task under its name, and numbers it in every namespace that sees it. */
  void enter(String name, Task task) {
    byName.put(name, task);
    names.put(task, name);
    Map<PidNamespace, Integer> own = new IdentityHashMap<>();
    numbers.put(task, own);
    PidNamespace namespace = task.group().namespace();
    for (; namespace.parent() != null; namespace = namespace.parent()) {
      int number = next.merge(namespace, 1, Integer::sum);
      own.put(namespace, number);
      holdersIn(namespace).put(number, task);
    }
    own.put(namespace, task.tid());
    holdersIn(namespace).put(task.tid(), task);
  }

  /** The task is released: others may get its numbers. */
  void leave(Task task) {
    numbersOf(task).forEach((namespace, number) -> holdersIn(namespace).remove(number, task));
  }

  /** {@code gone} has become {@code heir} (exec by a thread that is not the leader). */
  void become(Task gone, Task heir) {
    String name = names.remove(gone);
    if (name != null) {
      byName.put(name, heir);
    }
  }

  boolean knows(String name) {
    return byName.containsKey(name);
  }

  /** The task of this name, alive or not. */
  Task find(String name, Step step) {
    Task task = byName.get(name);
    if (task == null) {
      String known = byName.keySet().stream().sorted().collect(Collectors.joining(", "));
      throw step.error("nobody is called '" + name + "'; so far there are: " + known);
    }
    return task;
  }

  String nameOf(Task task) {
    return names.getOrDefault(task, "task " + task.tid());
  }

  /** The task's number in a namespace, 0 when it cannot be seen from there. */
  int numberOf(Task task, PidNamespace namespace) {
    return numbersOf(task).getOrDefault(namespace, 0);
  }

  @Nullable Task holder(PidNamespace namespace, int number) {
    return holdersIn(namespace).get(number);
  }

  /** A process becomes the founder of a process group that carries its numbers. */
  ProcessGroup found(Task leader) {
    ProcessGroup group = new ProcessGroup(leader.tid());
    numbersOf(leader).forEach((namespace, number) -> groupsIn(namespace).put(number, group));
    return group;
  }

  @Nullable ProcessGroup group(PidNamespace namespace, int number) {
    return groupsIn(namespace).get(number);
  }

  private Map<PidNamespace, Integer> numbersOf(Task task) {
    return numbers.getOrDefault(task, Map.of());
  }

  private Map<Integer, Task> holdersIn(PidNamespace namespace) {
    return holders.computeIfAbsent(namespace, each -> new HashMap<>());
  }

  private Map<Integer, ProcessGroup> groupsIn(PidNamespace namespace) {
    return groups.computeIfAbsent(namespace, each -> new HashMap<>());
  }
}
