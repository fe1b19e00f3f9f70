package org.reapscope.analyzer.kernel;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads of one process and what they share (A.2, signal_struct). */
public final class ThreadGroup {
  static final int NO_GROUP_EXIT = -1;

  Task leader;

  /** Null while no thread but the leader is left, as in nearly every process. */
  private @Nullable Threads several;

  /** How many children its threads have, dead ones included. */
  private int children;

  private int parents;

  /** The children of all threads, once a wait has asked for them while there are several. */
  @Nullable SharedChildren shared;

  /** How many tasks its threads trace. */
  int tracees;

  private int live;
  PidNamespace namespace;
  ProcessGroup processGroup;
  ChildSignalAction childSignal = ChildSignalAction.DEFAULT;
  boolean subreaper;
  boolean hasSubreaper;

  /** Created with the profile's special flag. */
  boolean marked;

  /** Pid 1 of a namespace that has died and waits for the last of its members to go. */
  boolean awaitsNamespace;

  int stopReport;
  boolean stopped;
  boolean continued;
  int execId;

  /** Status of the whole process once it exits as a whole, else {@link #NO_GROUP_EXIT}. */
  int groupExitStatus = NO_GROUP_EXIT;

  /** Open pidfd files that refer to this process. */
  int pidfds;

  @SuppressWarnings("NullAway.Init")
  ThreadGroup(PidNamespace namespace, ProcessGroup processGroup) {
    this.namespace = namespace;
    this.processGroup = processGroup;
  }

  /** The thread whose number is the process's. */
  public Task leader() {
    return leader;
  }

  /** Number of the process. */
  public int pid() {
    return leader.tid;
  }

  /** The pid namespace its members are numbered in. */
  public PidNamespace namespace() {
    return namespace;
  }

  /** Its process group; a zombie keeps it. */
  public ProcessGroup processGroup() {
    return processGroup;
  }

  /** What it does with SIGCHLD. */
  public ChildSignalAction childSignal() {
    return childSignal;
  }

  /** Whether orphans below it are reparented to it (PR_SET_CHILD_SUBREAPER). */
  public boolean isSubreaper() {
    return subreaper;
  }

  /** Whether it was created with the profile's special flag. */
  public boolean isMarked() {
    return marked;
  }

  /** How many pidfd files refer to it. */
  public int pidfds() {
    return pidfds;
  }

  /** Whether any thread is alive. */
  public boolean isAlive() {
    return live > 0;
  }

  /** A stop not yet reported: its signal, else 0. */
  public int stopReport() {
    return stopReport;
  }

  /** A continue not yet reported. */
  public boolean isContinued() {
    return continued;
  }

  /** Exchanges the places of two threads. */
  void swap(Task one, Task other) {
    if (several != null) {
      shared = null;
      several.swap(one, other);
    }
  }

  /** All threads not yet released, in creation order. */
  public Collection<Task> threads() {
    if (several != null) {
      return several;
    }
    return leader.released ? List.of() : List.of(leader);
  }

  /** How many threads are not yet released. */
  public int size() {
    if (several != null) {
      return several.size();
    }
    return leader.released ? 0 : 1;
  }

  /** How many places its threads have, those of the released included. */
  int places() {
    return several == null ? 1 : several.capacity();
  }

  /** How many children its threads have, dead ones included. */
  public int childCount() {
    return children;
  }

  /** How many of its threads have children. */
  public int threadsWithChildren() {
    return parents;
  }

  /** A child now stands in the list of one of its threads. */
  void childAdded(Task child, Task parent) {
    children++;
    parents += parent.childCount() == 1 ? 1 : 0;
    if (shared != null) {
      shared.added(child, parent);
    }
  }

  /** A child is about to leave the list of one of its threads. */
  void childRemoved(Task child, Task parent) {
    children--;
    parents -= parent.childCount() == 1 ? 1 : 0;
    if (shared != null) {
      shared.removed(child, parent);
    }
  }

  /** The children of its several threads together. */
  SharedChildren sharedChildren(Semantics semantics) {
    SharedChildren known = shared;
    if (known == null) {
      known = new SharedChildren(this, semantics);
      shared = known;
    }
    return known;
  }

  void add(Task task) {
    live++;
    if (several == null && task == leader) {
      return;
    }
    if (several == null) {
      several = new Threads();
      shared = null;
      if (!leader.released) {
        several.append(leader);
      }
    }
    if (several.append(task) && shared != null) {
      shared.threadsMoved();
    }
  }

  /** A thread has left the state ALIVE. */
  void threadDied() {
    live--;
  }

  /** A thread is alive again: a leader whose place an exec took over. */
  void threadRevived() {
    live++;
    if (several != null) {
      several.lookFromTheFirst();
    }
  }

  void remove(Task task) {
    if (several != null) {
      several.take(task);
      if (several.isEmpty() || (several.size() == 1 && several.contains(leader))) {
        several = null;
        shared = null;
        leader.place = -1;
      }
    }
  }

  /** How many threads are alive. */
  public int liveThreads() {
    return live;
  }

  /** First live thread in creation order, starting at the leader. */
  @Nullable Task firstAlive() {
    return firstAliveBut(null);
  }

  /**
   * As {@link #firstAlive}, passing over one that is about to die. One that has called exit comes
   * only when there is no other (find_alive_thread).
   */
  public @Nullable Task firstAliveBut(@Nullable Task dying) {
    if (several != null) {
      return several.firstAliveBut(dying);
    }
    return leader != dying && !leader.released && leader.state == Task.State.ALIVE ? leader : null;
  }

  /** Whether a stop holds the process now, reported or not. */
  public boolean isStopped() {
    return stopped;
  }

  /** Pid 1 of a namespace, dead itself, that waits for the last of its members to be reaped. */
  public boolean awaitsItsNamespace() {
    return awaitsNamespace;
  }

  /** Groups are equal only to themselves; the number is theirs for life. */
  @Override
  public int hashCode() {
    return leader.tid;
  }

  @Override
  public String toString() {
    return "group " + leader.tid;
  }
}
