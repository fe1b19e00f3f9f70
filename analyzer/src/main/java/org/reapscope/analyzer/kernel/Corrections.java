package org.reapscope.analyzer.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a log makes known about a machine and no rule of the kernel would do: the model is put where
 * the recorded kernel was, or asked as if it stood there. Nobody is woken and no signal is sent.
 */
public final class Corrections {
  private final Kernel kernel;

  Corrections(Kernel kernel) {
    this.kernel = kernel;
  }

  /** One pass as if these children had not been linked yet (linearisation R13). */
  public Answer askBefore(WaitRequest request, List<Task> unborn) {
    Map<Task, Task> parents = new LinkedHashMap<>();
    for (Task child : unborn) {
      Task parent = child.realParent;
      if (parent != null) {
        parents.put(child, parent);
        kernel.unlink(child);
      }
    }
    Answer answer = kernel.ask(request);
    parents.forEach((child, parent) -> kernel.link(child, parent, child.linkKey));
    return answer;
  }

  /** Leaves a zombie out of every answer for now. */
  public void suspend(Task zombie) {
    zombie.state = Task.State.DEAD;
  }

  /** Undoes {@link #suspend}. */
  public void resumeZombie(Task zombie) {
    zombie.state = Task.State.ZOMBIE;
  }

  /** What a process has to report of stops, to be put back as it was. */
  public record StopState(boolean stopped, int report, boolean continued) {}

  /** What the process has to report of stops now. */
  public StopState stopState(ThreadGroup group) {
    return new StopState(group.stopped, group.stopReport, group.continued);
  }

  /** Puts stops back as they were, telling nobody. */
  public void restoreStops(ThreadGroup group, StopState state) {
    group.stopped = state.stopped;
    group.stopReport = state.report;
    group.continued = state.continued;
    kernel.refresh(group.leader);
  }

  /** Releases a dead child that something outside the model has reaped. */
  public void release(Task task) {
    kernel.deaths.release(task, false);
  }

  /** Moves a child within its parent's list (linearisation R2). */
  public void relink(Task child, long linkKey) {
    Task parent = child.realParent;
    if (parent != null) {
      relink(child, parent, linkKey);
    }
  }

  /** Two threads of one process were created in the other order (linearisation R2). */
  public void swapThreads(Task one, Task other) {
    one.group.swap(one, other);
  }

  /** Moves a child to another thread of its parent, as it was before or will be (R2). */
  public void relink(Task child, Task thread, long linkKey) {
    kernel.unlink(child);
    kernel.link(child, thread, linkKey);
  }

  /** Moves a child to another parent without any notification (linearisation R4, R6). */
  public void adopt(Task child, Task parent, long linkKey) {
    kernel.unlink(child);
    child.exitSignal = Signals.SIGCHLD;
    kernel.link(child, parent, linkKey);
  }

  /** Takes a child out of the model's view: its new parent is not in the log. */
  public void exile(Task child) {
    kernel.unlink(child);
    child.exitSignal = Signals.SIGCHLD;
  }

  /** Restores the exit signal that a tentative {@link #adopt} has overwritten. */
  public void setExitSignal(Task task, int signal) {
    task.exitSignal = signal;
    kernel.refresh(task);
  }

  /** Undoes an autoreap: the child is a zombie after all (linearisation R3). */
  public void revive(Task child, Task parent, long linkKey) {
    child.state = Task.State.ZOMBIE;
    child.released = false;
    if (!child.group.threads().contains(child)) {
      child.group.add(child);
      child.group.threadDied();
    }
    child.group.processGroup.join(child.group);
    child.group.namespace.enter();
    kernel.link(child, parent, linkKey);
  }
}
