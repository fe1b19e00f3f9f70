package org.reapscope.analyzer.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Considered;
import org.reapscope.analyzer.kernel.ForkOptions;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.KernelListener;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitRequest;

/** The machine a script is played on: the kernel model and what a script needs around it. */
final class Stage {
  private static final int INIT_PID = 1;

  private final Kernel kernel;
  private final Cast cast = new Cast();
  private final Pidfds pidfds;
  private final SignalDesk signals = new SignalDesk();
  private final CpuTime cpuTime = new CpuTime();
  private final Notes notes;
  private final List<Waiting> sleepers = new ArrayList<>();
  private final List<Task> dueToDie = new ArrayList<>();
  private final Task init;
  private @Nullable Event event;
  private long order;

  /** An empty machine: only {@code init}, which nobody plays unless the script does. */
  Stage(Semantics semantics, Notes notes) {
    this.notes = notes;
    this.kernel = new Kernel(semantics, new Ear());
    this.pidfds = new Pidfds(kernel, dueToDie::add);
    init = kernel.boot(INIT_PID, kernel.rootNamespace(), new ProcessGroup(0));
    cast.enter("init", init);
    kernel.makeReaperOf(kernel.rootNamespace(), init);
    kernel.setProcessGroup(init.group(), cast.found(init));
  }

  /** The script's first process: a child of init, leader of its own group. */
  void enterFirst(String name) {
    Task first =
        kernel.fork(init, cast.nextTid(kernel.rootNamespace()), ForkOptions.PLAIN, nextKey());
    cast.enter(name, first);
    kernel.setProcessGroup(first.group(), cast.found(first));
  }

  Kernel kernel() {
    return kernel;
  }

  Semantics semantics() {
    return kernel.semantics();
  }

  Cast cast() {
    return cast;
  }

  Pidfds pidfds() {
    return pidfds;
  }

  SignalDesk signals() {
    return signals;
  }

  CpuTime cpuTime() {
    return cpuTime;
  }

  Notes notes() {
    return notes;
  }

  /** The next place at the tail of any list. */
  long nextKey() {
    kernel.at(++order);
    return order;
  }

  /** Names the step that happens now, for the results of waits that it ends. */
  void happens(String label, boolean interrupts) {
    event = new Event(label, interrupts);
  }

  boolean hasEvent() {
    return event != null;
  }

  Event event() {
    Event now = event;
    if (now == null) {
      throw new IllegalStateException("no step is happening");
    }
    return now;
  }

  /** A process dies as a whole: its descriptors close first, as in do_exit. */
  void die(ThreadGroup group, int status) {
    pidfds.dropAll(group);
    kernel.exitGroup(group, status);
  }

  /** One thread dies; as the last one it takes the process's descriptors with it. */
  void dieAlone(Task thread, int status) {
    long living = thread.group().threads().stream().filter(Task::isAlive).count();
    if (living == 1) {
      pidfds.dropAll(thread.group());
    }
    kernel.exit(thread, status);
  }

  /** The waiting call that holds a task up, else null. */
  @Nullable Waiting holding(Task task) {
    for (Waiting sleeper : sleepers) {
      if (sleeper.holds(task)) {
        return sleeper;
      }
    }
    return null;
  }

  /** Starts a wait; one that does not return at once sleeps. */
  Waiting wait(Task caller, WaitPlan plan) {
    Waiting waiting = new Waiting(this, caller, plan);
    waiting.begin();
    if (!waiting.isOver()) {
      sleepers.add(waiting);
    }
    return waiting;
  }

  /** After a step: signals are delivered and sleepers pass until nobody has anything to do. */
  void settle() {
    boolean moved;
    do {
      signals.deliver(this::interrupt);
      moved = false;
      for (Waiting sleeper : List.copyOf(sleepers)) {
        moved |= sleeper.resume();
      }
      sleepers.removeIf(Waiting::isOver);
    } while (moved);
    event = null;
  }

  private void interrupt(Task thread, int signal, boolean restarts) {
    notes.say(cast.nameOf(thread) + " runs its handler for " + SignalNames.name(signal));
    for (Waiting sleeper : sleepers) {
      if (sleeper.caller() == thread) {
        sleeper.interrupt(restarts);
      }
    }
  }

  /** The kills that a close has sent but that have not had their effect. */
  List<Task> takeDueToDie() {
    List<Task> due = List.copyOf(dueToDie);
    dueToDie.clear();
    return due;
  }

  /** SIGKILL sent by the kernel takes effect. */
  void killDue(List<Task> due) {
    for (Task task : due) {
      if (task.group().isAlive()) {
        notes.say("SIGKILL, sent by the last close, kills " + cast.nameOf(task));
        die(task.group(), Signals.SIGKILL);
      }
    }
    settle();
  }

  /** False for a sleep whose every hope is the pid 1 of a namespace that can never empty. */
  boolean canStillEnd(@Nullable WaitRequest request) {
    if (request == null) {
      return true;
    }
    List<ThreadGroup> hopes =
        kernel.explain(request).stream()
            .filter(each -> each.verdict().keepsEchildAway())
            .map(Considered::task)
            .map(Task::group)
            .toList();
    return hopes.isEmpty() || !hopes.stream().allMatch(ThreadGroup::awaitsItsNamespace);
  }

  /** Hears what the kernel model does on its own. */
  private final class Ear implements KernelListener {
    @Override
    public void wake(ThreadGroup parent, Task about) {
      Task hearer = about.tracer() != null ? about.tracer() : about.realParent();
      for (Waiting sleeper : sleepers) {
        if (sleeper.caller().group() == parent) {
          sleeper.heard(about, hearer);
        }
      }
    }

    @Override
    public void signal(ThreadGroup target, int signal, Task about) {
      notes.say(
          cast.nameOf(target.leader())
              + " is sent "
              + SignalNames.name(signal)
              + " because of "
              + cast.nameOf(about));
      Task hearer = about.tracer() != null ? about.tracer() : about.realParent();
      Task preferred = hearer == null ? target.leader() : hearer;
      signals.post(target, signal, preferred, SignalDesk.Handling.AS_SET);
    }

    @Override
    public void killed(ThreadGroup victim) {
      notes.say("the kernel kills " + cast.nameOf(victim.leader()));
      pidfds.dropAll(victim);
    }

    @Override
    public void released(Task task, boolean autoreaped) {
      if (autoreaped && task.isLeader()) {
        notes.say(cast.nameOf(task) + " is released at once and leaves no zombie");
      }
      cast.leave(task);
    }

    @Override
    public void reparented(Task child, Task newParent) {
      notes.say(
          cast.nameOf(child)
              + " now belongs to "
              + cast.nameOf(newParent)
              + ", at the tail of its list, with exit signal SIGCHLD");
    }
  }
}
