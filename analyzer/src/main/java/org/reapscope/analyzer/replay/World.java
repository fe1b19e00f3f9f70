package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.KernelListener;
import org.reapscope.analyzer.kernel.PidNamespace;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.TaskNumbers;
import org.reapscope.traces.IntMap;

/** The machine as the log shows it: the kernel model, and which number names which task. */
public final class World implements KernelListener {
  /** Order keys a line: several changes on one line keep their order. */
  private static final int KEY_SHIFT = 12;

  private final Kernel kernel;
  private final ReplayObserver observer;
  private final IntMap<TracedTask> live = new IntMap<>();
  private final TaskList tasks = new TaskList();
  private final Map<PidNamespace, Map<Integer, TracedTask>> inner = new HashMap<>();
  private final Map<Integer, ProcessGroup> groups = new HashMap<>();
  private final ChangedGroups changed = new ChangedGroups();
  private final TaskNumbers seen = new TaskNumbers();
  private final TaskNumbers strangers = new TaskNumbers();
  private final TaskNumbers outside = new TaskNumbers();
  private final TaskNumbers reaped = new TaskNumbers();
  private int orphansOutside;
  private final Set<TracedTask> dying = new LinkedHashSet<>();
  private boolean groupCallsShown;
  private long line;

  World(Semantics semantics, ReplayObserver observer) {
    this.observer = observer;
    this.kernel = new Kernel(semantics, this);
  }

  /** The model. */
  public Kernel kernel() {
    return kernel;
  }

  void at(long line) {
    this.line = line;
    kernel.at(line << KEY_SHIFT);
  }

  static long key(long line) {
    return line << KEY_SHIFT;
  }

  // Numbers and names ----------------------------------------------------------------------------

  /** The task that a line prefix names, null when none is known. */
  public @Nullable TracedTask byTid(int tid) {
    return live.get(tid);
  }

  /** The log's view of a task of the model; null for one forgotten already. */
  public @Nullable TracedTask viewOf(Task task) {
    return (TracedTask) task.attachment();
  }

  /** All tasks not yet released, in a list of their own. */
  public List<TracedTask> tasks() {
    return tasks.all();
  }

  /** The task that {@code caller} means by a number. */
  public @Nullable TracedTask resolve(TracedTask caller, int number) {
    PidNamespace namespace = caller.task.group().namespace();
    if (namespace == kernel.rootNamespace()) {
      return live.get(number);
    }
    Map<Integer, TracedTask> table = inner.get(namespace);
    return table == null ? null : table.get(number);
  }

  /** How {@code caller} numbers a task; 0 when the log does not tell. */
  int numberFor(TracedTask caller, Task task) {
    PidNamespace namespace = caller.task.group().namespace();
    if (namespace == kernel.rootNamespace()) {
      return task.tid();
    }
    TracedTask view = viewOf(task);
    return view == null ? 0 : view.numberIn(namespace);
  }

  /** Whether the caller's numbers are not the log's own. */
  boolean isInner(TracedTask caller) {
    return caller.task.group().namespace() != kernel.rootNamespace();
  }

  /**
   * A process turns out to have been in a pid namespace of its own all along.
   *
   * @param first whether it is the namespace's pid 1
   */
  void enterNamespace(TracedTask task, boolean first) {
    ThreadGroup group = task.task.group();
    PidNamespace namespace = PidNamespace.below(group.namespace());
    kernel.setNamespace(group, namespace);
    TracedTask leader = viewOf(group.leader());
    if (first && leader != null) {
      kernel.makeReaperOf(namespace, group.leader());
      number(leader, namespace, 1);
    }
  }

  void number(TracedTask task, PidNamespace namespace, int number) {
    if (namespace != kernel.rootNamespace()) {
      task.setNumber(namespace, number);
      inner.computeIfAbsent(namespace, n -> new HashMap<>()).put(number, task);
    }
  }

  /** Takes back what {@link #number} said. */
  void unnumber(TracedTask task, PidNamespace namespace) {
    int number = task.forgetNumber(namespace);
    dropInner(namespace, number, task);
  }

  /** The group that {@code caller} means by a number, null when no such group is known. */
  @Nullable ProcessGroup groupByNumber(TracedTask caller, int number) {
    TracedTask leader = resolve(caller, number);
    if (leader != null) {
      ProcessGroup group = groups.get(leader.tid());
      return group != null && group.exists() ? group : null;
    }
    ProcessGroup group = isInner(caller) ? null : groups.get(number);
    return group != null && group.exists() ? group : null;
  }

  /** The group led by the process with this outer number; made if it does not exist. */
  ProcessGroup groupLedBy(int leaderTid) {
    ProcessGroup group = groups.get(leaderTid);
    if (group == null || !group.exists()) {
      group = new ProcessGroup(leaderTid);
      groups.put(leaderTid, group);
    }
    return group;
  }

  /** Ties a group whose number was unknown to its number. */
  void bindGroup(ProcessGroup group, int number) {
    if (group.number() != 0) {
      return;
    }
    ProcessGroup known = groups.get(number);
    if (known == null || !known.exists()) {
      group.bind(number);
      groups.put(number, group);
      return;
    }
    for (TracedTask member : membersOf(group)) {
      kernel.setProcessGroup(member.task.group(), known);
    }
  }

  /** The leaders of the processes in a group, in the order in which they appeared. */
  List<TracedTask> membersOf(ProcessGroup group) {
    List<TracedTask> members = new ArrayList<>();
    for (ThreadGroup member : group.members()) {
      TracedTask view = viewOf(member.leader());
      if (view != null && view.slot >= 0) {
        members.add(view);
      }
    }
    members.sort(Comparator.comparingInt(view -> view.slot));
    return members;
  }

  /** Whether a task with this number ever appeared in the log. */
  boolean everSeen(int tid) {
    return seen.contains(tid);
  }

  /** Whether the task that last had this number came from nowhere the log shows. */
  boolean isStranger(int tid) {
    return strangers.contains(tid);
  }

  /** A recorded wait has reaped a child of this number. */
  void reaps(int tid) {
    reaped.add(tid);
  }

  /** Whether a recorded wait reaped the process that last had this number. */
  boolean wasReaped(int tid) {
    return reaped.contains(tid);
  }

  /** An orphan whose new parent is not in the log has died, and so has been reaped unseen. */
  void diesOutside(TracedTask orphan) {
    outside.add(orphan.tid());
  }

  /** Whether the process that last had this number died as an orphan outside the log's view. */
  boolean diedOutside(int tid) {
    return outside.contains(tid) && live.get(tid) == null;
  }

  /** A living process has lost its parent to one outside the log. */
  void livesOutside() {
    orphansOutside++;
  }

  /** Whether any process ever lost its parent to one outside the log. */
  boolean hasOrphansOutside() {
    return orphansOutside > 0;
  }

  /** Whether the log records calls that change process groups. */
  boolean showsGroupCalls() {
    return groupCallsShown;
  }

  void groupCallSeen() {
    groupCallsShown = true;
  }

  /** A process has begun to die. */
  void dies(TracedTask leader, long from) {
    if (leader.dyingFrom == 0) {
      leader.dyingFrom = from;
      dying.add(leader);
    }
  }

  /** Leaders of processes that have begun to die and are not dead yet. */
  Collection<TracedTask> dying() {
    return dying;
  }

  // Births ---------------------------------------------------------------------------------------

  /** A task whose creation is not in the log. */
  TracedTask adoptUnknown(int tid, Foundling foundling) {
    Task task = kernel.boot(tid, kernel.rootNamespace(), new ProcessGroup(0));
    TracedTask view = register(task);
    view.foundling = foundling;
    strangers.add(tid);
    return view;
  }

  /** Whether some process is known whose parent is not. */
  boolean hasFoundling() {
    for (TracedTask task : tasks.all()) {
      if (task.task.isLeader() && task.isFromBefore() && task.task.realParent() == null) {
        return true;
      }
    }
    return false;
  }

  /** Whether no task has appeared yet. */
  boolean isEmpty() {
    return seen.isEmpty();
  }

  TracedTask register(Task task) {
    vacate(task.tid());
    TracedTask view = new TracedTask(task);
    live.put(task.tid(), view);
    show(view);
    seen.add(task.tid());
    strangers.remove(task.tid());
    outside.remove(task.tid());
    reaped.remove(task.tid());
    return view;
  }

  private void show(TracedTask view) {
    view.task.attach(view);
    tasks.add(view);
  }

  /** A number is used again: whoever had it was reaped where the log does not show it (G11). */
  void vacate(int tid) {
    TracedTask stale = live.get(tid);
    if (stale == null) {
      return;
    }
    if (stale.task.isAlive()) {
      kernel.exit(stale.task, 0);
    }
    if (stale.task.state() != Task.State.DEAD) {
      observer.reapedUnseen(stale, line);
      kernel.corrections().release(stale.task);
    }
  }

  // Deaths ---------------------------------------------------------------------------------------

  /** Takes a task's number off the tables; the view stays reachable through who holds it. */
  private void forget(Task task) {
    TracedTask view = viewOf(task);
    if (view == null) {
      return;
    }
    task.attach(null);
    tasks.remove(view);
    live.remove(task.tid(), view);
    dying.remove(view);
    view.numbers().forEach((namespace, number) -> dropInner(namespace, number, view));
  }

  private void dropInner(PidNamespace namespace, int number, TracedTask view) {
    Map<Integer, TracedTask> table = inner.get(namespace);
    if (table != null) {
      table.remove(number, view);
    }
  }

  // What the model does on its own ---------------------------------------------------------------

  @Override
  public void wake(ThreadGroup parent, Task about) {
    changed.add(parent);
    TracedTask view = viewOf(about);
    if (view != null) {
      observer.woken(parent, view);
    }
  }

  @Override
  public void changed(ThreadGroup parent, Task child) {
    changed.note(parent, child);
  }

  @Override
  public void released(Task task, boolean autoreaped) {
    TracedTask view = viewOf(task);
    if (view != null && task.isLeader()) {
      observer.released(view, autoreaped, line);
    }
    forget(task);
  }

  @Override
  public void reparented(Task child, Task newParent) {
    changed.add(newParent.group());
    TracedTask view = viewOf(child);
    if (view != null) {
      view.reparented = true;
      TracedTask parent = viewOf(newParent);
      if (parent != null) {
        observer.reparented(view, parent, line);
      }
    }
  }

  /** Brings back a task that an inference shows was not released after all. */
  void restore(TracedTask view) {
    live.putIfAbsent(view.tid(), view);
    show(view);
    view.numbers().forEach((namespace, number) -> number(view, namespace, number));
  }

  /** Notes that waits of this group may now get another answer. */
  void touch(ThreadGroup group) {
    changed.add(group);
  }

  /** The task itself while it lives, else whoever inherits its children. */
  Task heirOf(Task parent) {
    if (parent.isAlive()) {
      return parent;
    }
    for (Task thread : parent.group().threads()) {
      if (thread.isAlive()) {
        return thread;
      }
    }
    Task reaper = kernel.reaperFor(parent.group());
    return reaper == null ? parent : reaper;
  }

  /** The waits of a child's parent may get another answer. */
  void touchParentOf(Task child) {
    Task parent = child.realParent();
    if (parent != null) {
      touch(parent.group());
    }
  }

  /** Closes every pidfd of a task's table. */
  void closeAll(TracedTask task) {
    if (!task.hasPidfds()) {
      return;
    }
    for (PidfdTable.Pidfd closed : task.pidfds().closeAll()) {
      if (closed.target != null) {
        kernel.pidfdClosed(closed.target);
      }
    }
  }

  /** Groups whose waits may get another answer than before. */
  ChangedGroups changed() {
    return changed;
  }
}
