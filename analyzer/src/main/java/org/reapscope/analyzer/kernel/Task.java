package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread (A.1). A number can be reused; a Task object is one (number, generation).
 *
 * <p>Parenthood is between tasks, not processes: {@link #realParent} is the thread that called
 * fork, and {@link #children} holds the leaders of the groups whose real parent this task is.
 */
public final class Task {
  /** Life cycle as waiters see it (exit_state). */
  public enum State {
    ALIVE,
    /** Dead, status not yet taken by the real parent. */
    ZOMBIE,
    /** Dead, its foreign tracer has taken the status and is handing the task over. */
    TRACE,
    /** Released. */
    DEAD
  }

  final int tid;
  ThreadGroup group;
  @Nullable Task realParent;
  @Nullable Task tracer;
  State state = State.ALIVE;

  /** release_task has run: no list holds the task any more. */
  boolean released;

  /** It has called exit and inherits nothing any more (PF_EXITING). */
  boolean exiting;

  int exitStatus;

  /** Signal for the parent at death: 0 to 64 in a leader, -1 in other threads. */
  int exitSignal;

  int parentExecId;
  int traceStop;
  @Nullable ChildList children;
  @Nullable List<Task> ptraced;

  long linkKey;

  /** Its place in its parent's list, -1 while it is in none. */
  int slot = -1;

  /** Its place among the threads of its process, -1 while it is none of several. */
  int place = -1;

  /** As what its parent's list has counted it; the group is null while it has not. */
  byte countedClass;

  byte countedAs;
  @Nullable ProcessGroup countedGroup;
  private @Nullable Object attachment;

  Task(int tid, ThreadGroup group, int exitSignal) {
    this.tid = tid;
    this.group = group;
    this.exitSignal = exitSignal;
  }

  /** The thread's number, as the event source numbers it. */
  public int tid() {
    return tid;
  }

  /** The thread group it belongs to. */
  public ThreadGroup group() {
    return group;
  }

  /** The task that forked it or inherited it; null when outside the model. */
  public @Nullable Task realParent() {
    return realParent;
  }

  /** The task that traces it, null when none does. */
  public @Nullable Task tracer() {
    return tracer;
  }

  /** Where it is in its life. */
  public State state() {
    return state;
  }

  /** The status that waits report: the process's once it exits as a whole, else the thread's. */
  public int exitStatusOfProcess() {
    return reportedStatus();
  }

  /** Signal for the parent at death; -1 for a thread that is not the leader. */
  public int exitSignal() {
    return exitSignal;
  }

  /** Whether it stands before another thread of its process, both being threads of it still. */
  public boolean precedes(Task other) {
    return place < other.place;
  }

  /** True for the thread whose number is the process's. */
  public boolean isLeader() {
    return group.leader == this;
  }

  /** True when it has neither died nor been released. */
  public boolean isAlive() {
    return state == State.ALIVE;
  }

  /**
   * What whoever moves the model forward has attached to the task, null for nothing: asked for with
   * every event, it would cost a search in a table if the task did not hold it.
   */
  public @Nullable Object attachment() {
    return attachment;
  }

  /** Attaches something to the task, or nothing; the model itself never looks at it. */
  public void attach(@Nullable Object something) {
    attachment = something;
  }

  /** Order key of its place in the parent's list of children. */
  public long linkKey() {
    return linkKey;
  }

  /** The leaders of the groups whose real parent this task is, in the kernel's order. */
  public List<Task> children() {
    return children == null ? List.of() : children.inOrder();
  }

  /** How many children the list holds, dead ones included. */
  public int childCount() {
    return children == null ? 0 : children.size();
  }

  /** The tasks this one traces, in attach order. */
  public List<Task> ptraced() {
    return ptraced == null ? List.of() : new ArrayList<>(ptraced);
  }

  /** Leader that cannot be reaped yet because other threads remain (delay_group_leader). */
  boolean isDelayedLeader() {
    return isLeader() && group.size() > 1;
  }

  /** Moves to another state and keeps the group's count of the living right. */
  void enter(State next) {
    if (state == State.ALIVE && next != State.ALIVE) {
      group.threadDied();
    } else if (state != State.ALIVE && next == State.ALIVE) {
      group.threadRevived();
    }
    state = next;
  }

  /** The status a wait reports: the process's, once it exits as a whole, else the thread's. */
  int reportedStatus() {
    return group.groupExitStatus == ThreadGroup.NO_GROUP_EXIT ? exitStatus : group.groupExitStatus;
  }

  /** Traced by a group other than its real parent's (ptrace_reparented). */
  boolean isTracedByStranger() {
    return tracer != null && (realParent == null || tracer.group != realParent.group);
  }

  /** Tasks are equal only to themselves; their number spares each its identity hash. */
  @Override
  public int hashCode() {
    return tid;
  }

  @Override
  public String toString() {
    return "task " + tid + " " + state;
  }
}
