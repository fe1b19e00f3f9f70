package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's process model: one object a machine, moved forward by its methods (section B).
 *
 * <p>This class holds births and plain updates; {@link Corrections} what a log corrects, {@link
 * Deaths}, {@link Orphans} and {@link Notices} hold what happens at exit, {@link Execs} and {@link
 * Tracing} what their names say, {@link WaitScan} the answer to a wait, {@link WaitEffects} what
 * taking the answer changes.
 */
public final class Kernel {
  private final Semantics semantics;
  private final WaitScan scan;
  private final WaitEffects effects;
  private final Execs execs;
  private final Corrections corrections = new Corrections(this);
  final KernelListener listener;
  final Deaths deaths;
  final Orphans orphans;
  final Notices notices;
  final Tracing tracing;
  private final PidNamespace rootNamespace = new PidNamespace(null);
  private long clock;

  /** An empty machine under one set of rules. */
  public Kernel(Semantics semantics, KernelListener listener) {
    this.semantics = semantics;
    this.listener = listener;
    this.scan = new WaitScan(semantics);
    this.deaths = new Deaths(this);
    this.orphans = new Orphans(this);
    this.notices = new Notices(this);
    this.tracing = new Tracing(this);
    this.execs = new Execs(this);
    this.effects = new WaitEffects(this);
  }

  /** The rules in force. */
  public Semantics semantics() {
    return semantics;
  }

  /** Changes that no rule makes. */
  public Corrections corrections() {
    return corrections;
  }

  /** The initial pid namespace. */
  public PidNamespace rootNamespace() {
    return rootNamespace;
  }

  /** The next order key; keys given by the caller must come from the same scale. */
  long tick() {
    return ++clock;
  }

  /** Tells the model the time of the coming changes, on the caller's own scale of order keys. */
  public void at(long key) {
    clock = Math.max(clock, key);
  }

  // Births ---------------------------------------------------------------------------------------

  /** A process whose parent is outside the model. */
  public Task boot(int tid, PidNamespace namespace, ProcessGroup processGroup) {
    ThreadGroup group = new ThreadGroup(namespace, processGroup);
    Task leader = new Task(tid, group, Signals.SIGCHLD);
    group.leader = leader;
    group.add(leader);
    processGroup.join();
    namespace.enter();
    return leader;
  }

  /** Makes {@code init} the process that inherits the namespace's orphans. */
  public void makeReaperOf(PidNamespace namespace, Task init) {
    namespace.childReaper = init.group;
  }

  /**
   * fork, vfork, clone, clone3 of a new process (B1).
   *
   * @param linkKey order key of its place in the parent's list of children
   */
  public Task fork(Task caller, int tid, ForkOptions options, long linkKey) {
    ThreadGroup creator = caller.group;
    PidNamespace namespace = options.namespace() == null ? creator.namespace : options.namespace();
    ThreadGroup group = new ThreadGroup(namespace, creator.processGroup);
    int exitSignal = options.exitSignal();
    Task parent = semantics.childrenOfProcess() ? creator.leader : caller;
    int execId = creator.execId;
    if (options.cloneParent()) {
      parent = caller.realParent;
      exitSignal = creator.leader.exitSignal;
      execId = creator.leader.parentExecId;
    }
    Task child = new Task(tid, group, exitSignal);
    group.leader = child;
    group.add(child);
    group.processGroup.join();
    namespace.enter();
    boolean first = options.namespace() != null && namespace != rootNamespace;
    if (first && namespace.childReaper == null) {
      namespace.childReaper = group;
    }
    group.childSignal =
        options.clearHandlers() ? creator.childSignal.afterExec() : creator.childSignal;
    group.hasSubreaper = creator.hasSubreaper || creator.subreaper;
    group.marked = options.marked() || (semantics.inheritsMark() && creator.marked);
    if (options.marked()) {
      child.exitSignal = semantics.exitSignalOfMarked(child.exitSignal);
    }
    child.parentExecId = execId;
    if (parent != null) {
      link(child, parent, linkKey);
    }
    return child;
  }

  /** clone with CLONE_THREAD (B2). */
  public Task thread(Task caller, int tid) {
    Task thread = new Task(tid, caller.group, -1);
    thread.realParent = caller.group.leader.realParent;
    caller.group.add(thread);
    return thread;
  }

  /** Puts a process at its place among the children of a task. */
  void link(Task child, Task parent, long linkKey) {
    setRealParent(child, parent);
    child.linkKey = linkKey;
    if (parent.children == null) {
      parent.children = new ChildList(semantics);
    }
    parent.children.add(child);
    parent.group.childAdded(child, parent);
    listener.changed(parent.group, child);
  }

  void unlink(Task child) {
    Task parent = child.realParent;
    if (parent != null && parent.children != null && child.slot >= 0) {
      parent.group.childRemoved(child, parent);
      parent.children.remove(child);
      listener.changed(parent.group, child);
    }
    setRealParent(child, null);
  }

  /** Sets the real parent of a whole process, or of one thread that is not its leader. */
  void setRealParent(Task task, @Nullable Task parent) {
    task.realParent = parent;
    if (task.isLeader()) {
      for (Task thread : task.group.threads()) {
        thread.realParent = parent;
      }
    }
  }

  /** Recounts a task in its parent's list after a change that waits can see. */
  void refresh(Task task) {
    Task parent = task.realParent;
    if (task.slot >= 0 && parent != null && parent.children != null) {
      SharedChildren shared = parent.group.shared;
      if (shared != null) {
        shared.uncount(task);
      }
      parent.children.refresh(task);
      if (shared != null) {
        shared.count(task);
      }
      listener.changed(parent.group, task);
    }
  }

  // Changes of the living ------------------------------------------------------------------------

  /**
   * execve by {@code caller} (B3). Other threads die unseen; a caller that is not the leader takes
   * the leader's place. Returns the task that the process now is.
   */
  public Task exec(Task caller) {
    return execs.exec(caller);
  }

  /** rt_sigaction(SIGCHLD). */
  public void setChildSignal(ThreadGroup group, ChildSignalAction action) {
    group.childSignal = action;
  }

  /** prctl(PR_SET_CHILD_SUBREAPER); setting it also marks all living descendants (B15). */
  public void setSubreaper(ThreadGroup group, boolean on) {
    group.subreaper = on;
    if (on) {
      markDescendants(group);
    }
  }

  private static void markDescendants(ThreadGroup top) {
    List<ThreadGroup> todo = new ArrayList<>(List.of(top));
    while (!todo.isEmpty()) {
      ThreadGroup group = todo.remove(todo.size() - 1);
      for (Task thread : group.threads()) {
        for (Task child : thread.children()) {
          if (child.group.namespace.childReaper != child.group) {
            child.group.hasSubreaper = true;
            todo.add(child.group);
          }
        }
      }
    }
  }

  /** setpgid, setsid: moves a process to a group; nobody is woken (B12, D.5). */
  public void setProcessGroup(ThreadGroup group, ProcessGroup target) {
    group.processGroup.leave();
    group.processGroup = target;
    target.join();
    refresh(group.leader);
  }

  /** Moves a process to another pid namespace, as if it had been created there. */
  public void setNamespace(ThreadGroup group, PidNamespace namespace) {
    group.namespace.leave();
    group.namespace = namespace;
    namespace.enter();
  }

  /** Marks or unmarks a process as created with the profile's flag, after the fact. */
  public void setMarked(Task leader, boolean marked) {
    leader.group.marked = marked;
    refresh(leader);
  }

  /**
   * A thread has called exit while others of its process live on: its children go to one of those
   * now, also when a tracer holds back the thread's own end (B4).
   */
  public void beginExit(Task thread) {
    thread.exiting = true;
    Task heir = thread.group.firstAliveBut(thread);
    if (heir != null && !heir.exiting) {
      orphans.inherit(thread, heir);
    }
  }

  /** A group stop is complete (B8). */
  public void stop(ThreadGroup group, int signal) {
    group.stopReport = signal;
    group.stopped = true;
    group.continued = false;
    refresh(group.leader);
    notices.groupStop(group);
  }

  /**
   * SIGCONT (B9): clears a stop not yet reported, leaves a continue to report if it was stopped.
   */
  public void resume(ThreadGroup group) {
    if (!group.stopped) {
      return;
    }
    group.stopped = false;
    group.stopReport = 0;
    group.continued = true;
    refresh(group.leader);
    notices.groupStop(group);
  }

  /** Forgets stop and continue reports: the process is about to die (B8). */
  public void clearStops(ThreadGroup group) {
    group.stopped = false;
    group.stopReport = 0;
    group.continued = false;
    refresh(group.leader);
  }

  /** A pidfd file for the process was opened. */
  public void pidfdOpened(Task leader) {
    leader.group.pidfds++;
    refresh(leader);
  }

  /** The last reference of one pidfd file was closed (B13). */
  public void pidfdClosed(Task leader) {
    leader.group.pidfds--;
    refresh(leader);
    if (leader.group.pidfds == 0 && leader.group.marked) {
      deaths.lastPidfdClosed(leader, semantics.lastClose());
    }
  }

  // Tracing --------------------------------------------------------------------------------------

  /** PTRACE_SEIZE, PTRACE_ATTACH, PTRACE_TRACEME (B10). */
  public void attach(Task tracer, Task task) {
    tracing.attach(tracer, task);
  }

  /** PTRACE_DETACH, or the tracer's death (B11). */
  public void detach(Task task) {
    tracing.detach(task);
  }

  /** The task is in a trace stop that its tracer may collect; 0 when it runs again. */
  public void setTraceStop(Task task, int code) {
    task.traceStop = code;
    refresh(task);
    if (code != 0) {
      notices.traceStop(task);
    }
  }

  // Deaths ---------------------------------------------------------------------------------------

  /** A thread dies; the last one takes the process with it (B4, B5). */
  public void exit(Task task, int status) {
    deaths.exit(task, status);
  }

  /** exit_group, or death by signal: every thread dies and the process has this one status. */
  public void exitGroup(ThreadGroup group, int status) {
    deaths.exitGroup(group, status);
  }

  /** The process has decided to die with this status; its threads die by {@link #exit}. */
  public void beginGroupExit(ThreadGroup group, int status) {
    deaths.beginGroupExit(group, status);
  }

  /** Gives the children of a dying process to their new parents before it is a zombie. */
  public void reparentChildren(ThreadGroup dying) {
    orphans.reparentAll(dying);
  }

  /** Where orphans of this process go (find_new_reaper), null when outside the model. */
  public @Nullable Task reaperFor(ThreadGroup dying) {
    return orphans.newReaper(dying);
  }

  // Waits ----------------------------------------------------------------------------------------

  /** One pass over the candidates, without effect. */
  public Answer ask(WaitRequest request) {
    return scan.pass(request);
  }

  /** The candidates that the kernel's walk meets, in its order, up to the one that reports. */
  public List<Considered> explain(WaitRequest request) {
    return new OpenWalk(semantics).candidates(request);
  }

  /** How many candidates a pass over all lists of a request considers. */
  public long listLength(WaitRequest request) {
    return scan.listLength(request);
  }

  /**
   * How many candidates such a pass has considered when it comes to this child of the caller's
   * process, itself included; 0 when it does not come to it.
   */
  public long placeInWalk(WaitRequest request, Task child) {
    return scan.placeInWalk(request, child);
  }

  /** Takes the answer's effect on the reported child (D.4). */
  public void take(WaitRequest request, Answer answer) {
    effects.take(request, answer);
  }
}
