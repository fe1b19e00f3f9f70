package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.semantics.Profiles;

/** Plays events on the kernel model and on the reference at once; tells the first difference. */
final class Twin {
  private static final int MOST_TASKS = 40;
  private static final int MOST_SPACES = 3;

  private final ReferenceModel reference;
  private final List<String> heard = new ArrayList<>();
  private final Kernel kernel;
  private final Map<Integer, Task> tasks = new HashMap<>();
  private final Map<Integer, ProcessGroup> groups = new HashMap<>();
  private final List<String> story = new ArrayList<>();
  private int nextId = 1;
  private int spaces;

  Twin(String profile) {
    reference = new ReferenceModel(profile);
    kernel = new Kernel(Profiles.byName(profile), new Listener());
    Task init = kernel.boot(nextId, kernel.rootNamespace(), groupOf(nextId));
    kernel.makeReaperOf(kernel.rootNamespace(), init);
    tasks.put(nextId, init);
    reference.boot(nextId++);
    fork(reference.everybody.get(0), 17, false, false, false);
  }

  /** The first difference after these events, told with the events; null when there is none. */
  static String difference(String profile, List<Op> ops) {
    Twin twin = new Twin(profile);
    for (Op op : ops) {
      String difference;
      try {
        difference = twin.play(op);
      } catch (RuntimeException fault) {
        difference = "fault: " + fault;
      }
      if (difference != null) {
        return profile + "\n  " + String.join("\n  ", twin.story) + "\n  => " + difference;
      }
    }
    return null;
  }

  /** Lines of what has happened. */
  List<String> story() {
    return story;
  }

  private String play(Op op) {
    heard.clear();
    reference.heard.clear();
    Ref.Thread who = pick(op.who(), true);
    Ref.Thread whom = pick(op.whom(), false);
    String difference = act(op, who, whom);
    if (difference != null) {
      return difference;
    }
    List<String> ours = heard.stream().sorted().toList();
    List<String> theirs = reference.heard.stream().sorted().toList();
    if (!ours.equals(theirs)) {
      return "kernel tells " + ours + ", reference tells " + theirs;
    }
    return TwinState.difference(reference.everybody, tasks);
  }

  /** Somebody who can act: alive, not a dying pid 1; or anybody ever. Init never acts. */
  private Ref.Thread pick(int number, boolean living) {
    List<Ref.Thread> choice = new ArrayList<>();
    for (Ref.Thread each : reference.everybody) {
      if (each.id != 1 && (!living || (each.state == Ref.State.ALIVE && !each.group.dying))) {
        choice.add(each);
      }
    }
    return choice.isEmpty() ? reference.everybody.get(0) : choice.get(number % choice.size());
  }

  private String act(Op op, Ref.Thread who, Ref.Thread whom) {
    boolean init = who.id == 1;
    boolean targetLives = whom.id != 1 && whom.state == Ref.State.ALIVE && !whom.group.dying;
    switch (op.kind()) {
      case FORK -> {
        boolean sibling = (op.how() & 0x70) == 0x70 && who.group.space.init != who.group;
        boolean space = (op.how() & 0xf00) == 0xf00 && spaces < MOST_SPACES && !sibling;
        int signal = new int[] {17, 17, 17, 17, 17, 17, 0, 10}[op.how() & 7];
        if (tasks.size() < MOST_TASKS) {
          fork(who, signal, sibling, (op.how() & 8) != 0, space);
        }
      }
      case THREAD -> {
        if (!init && tasks.size() < MOST_TASKS) {
          story.add(who.id + " thread " + nextId);
          tasks.put(nextId, kernel.thread(task(who), nextId));
          reference.thread(who, nextId++);
        }
      }
      case EXIT_THREAD -> {
        if (!init) {
          int status = (op.how() & 0xff) << 8;
          story.add(who.id + " exits alone with " + status);
          kernel.exit(task(who), status);
          reference.exit(who, status);
        }
      }
      case EXIT_PROCESS -> {
        if (targetLives) {
          int status = (op.how() & 1) == 0 ? 9 : (op.how() & 0xff) << 8;
          story.add("process of " + whom.id + " exits with " + status);
          kernel.exitGroup(task(whom).group, status);
          reference.exitGroup(whom.group, status);
        }
      }
      case STOP -> {
        if (targetLives && !whom.group.stopped) {
          story.add("process of " + whom.id + " stops");
          kernel.stop(task(whom).group, 19);
          reference.stop(whom.group, 19);
        }
      }
      case CONTINUE -> {
        if (targetLives) {
          story.add("process of " + whom.id + " continues");
          kernel.resume(task(whom).group);
          reference.resume(whom.group);
        }
      }
      case EXEC -> {
        if (!init) {
          story.add(who.id + " execs");
          kernel.exec(task(who));
          reference.exec(who);
        }
      }
      case SET_GROUP -> setGroup(op, who, whom);
      case SUBREAPER -> {
        boolean on = op.how() % 3 != 0;
        story.add(who.id + " subreaper " + on);
        kernel.setSubreaper(task(who).group, on);
        reference.setSubreaper(who.group, on);
      }
      case SIGCHLD -> sigchld(op, who);
      case ATTACH -> {
        if (!init && targetLives && whom.tracer == null && whom.group != who.group) {
          story.add(who.id + " traces " + whom.id);
          kernel.attach(task(who), task(whom));
          reference.attach(who, whom);
        }
      }
      case TRACE_STOP -> {
        if (targetLives && whom.tracer != null) {
          int code = op.how() % 4 == 0 ? 0 : 5;
          story.add(whom.id + " trace stop " + code);
          kernel.setTraceStop(task(whom), code);
          reference.traceStop(whom, code);
        }
      }
      case DETACH -> {
        if (whom.tracer != null) {
          story.add(whom.id + " is detached");
          kernel.detach(task(whom));
          reference.detach(whom);
        }
      }
      case OPEN_PIDFD -> {
        if (whom.state != Ref.State.DEAD) {
          story.add("pidfd of " + whom.id + " opened");
          kernel.pidfdOpened(task(whom.group.leader));
          reference.open(whom.group);
        }
      }
      case CLOSE_PIDFD -> {
        if (whom.group.pidfds > 0) {
          story.add("pidfd of " + whom.id + " closed");
          kernel.pidfdClosed(task(whom.group.leader));
          reference.close(whom.group);
        }
      }
      case WAIT -> {
        return new TwinWait(this, op, who, whom).play();
      }
    }
    return null;
  }

  private void fork(Ref.Thread who, int signal, boolean sibling, boolean mark, boolean newSpace) {
    story.add(
        who.id
            + " forks "
            + nextId
            + " signal "
            + signal
            + (sibling ? " as sibling" : "")
            + (mark ? " marked" : "")
            + (newSpace ? " in a new namespace" : ""));
    spaces += newSpace ? 1 : 0;
    Task caller = task(who);
    PidNamespace space = newSpace ? new PidNamespace(caller.group.namespace) : null;
    ForkOptions options = new ForkOptions(signal, sibling, false, mark, space);
    tasks.put(nextId, kernel.fork(caller, nextId, options, kernel.tick()));
    reference.fork(who, nextId++, signal, sibling, mark, newSpace);
  }

  private void setGroup(Op op, Ref.Thread who, Ref.Thread whom) {
    int pgid = (op.how() & 1) == 0 ? who.group.leader.id : whom.group.pgid;
    story.add("process of " + who.id + " joins group " + pgid);
    kernel.setProcessGroup(task(who).group, groupOf(pgid));
    who.group.pgid = pgid;
  }

  private void sigchld(Op op, Ref.Thread who) {
    int how = op.how() % 5;
    story.add(who.id + " sigchld " + how);
    ChildSignalAction.Handler handler =
        how == 0
            ? ChildSignalAction.Handler.IGNORE
            : how == 1 ? ChildSignalAction.Handler.DEFAULT : ChildSignalAction.Handler.FUNCTION;
    kernel.setChildSignal(
        task(who).group, new ChildSignalAction(handler, how == 3, how == 4, false));
    who.group.ignores = how == 0;
    who.group.noChildWait = how == 3;
    who.group.noChildStop = how == 4;
  }

  Task task(Ref.Thread thread) {
    Task task = tasks.get(thread.id);
    if (task == null) {
      throw new IllegalStateException("no task " + thread.id);
    }
    return task;
  }

  ProcessGroup groupOf(int pgid) {
    return groups.computeIfAbsent(pgid, ProcessGroup::new);
  }

  Kernel kernel() {
    return kernel;
  }

  ReferenceModel reference() {
    return reference;
  }

  private final class Listener implements KernelListener {
    @Override
    public void wake(ThreadGroup parent, Task about) {
      heard.add("wake " + parent.leader.tid + " " + about.tid);
    }

    @Override
    public void signal(ThreadGroup target, int signal, Task about) {
      heard.add("signal " + target.leader.tid + " " + signal + " " + about.tid);
    }

    @Override
    public void released(Task task, boolean autoreaped) {
      heard.add("released " + task.tid + " " + autoreaped);
    }
  }
}
