package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of sections B to D a second time, slow and obvious: lists, loops, no index, no count
 * kept. Shares no code with the kernel package.
 */
final class ReferenceModel {
  final List<Ref.Thread> everybody = new ArrayList<>();
  final List<String> heard = new ArrayList<>();
  final Ref.Space root = new Ref.Space(null);
  private final RefRules rules;

  ReferenceModel(String profile) {
    this.rules = new RefRules(profile);
  }

  Ref.Thread boot(int id) {
    Ref.Group group = new Ref.Group();
    group.space = root;
    group.pgid = id;
    Ref.Thread leader = new Ref.Thread(id, group);
    leader.exitSignal = 17;
    group.leader = leader;
    group.threads.add(leader);
    root.init = group;
    everybody.add(leader);
    return leader;
  }

  Ref.Thread fork(
      Ref.Thread caller, int id, int exitSignal, boolean sibling, boolean mark, boolean newSpace) {
    Ref.Group group = new Ref.Group();
    Ref.Thread child = new Ref.Thread(id, group);
    group.leader = child;
    group.threads.add(child);
    group.space = newSpace ? new Ref.Space(caller.group.space) : caller.group.space;
    if (newSpace) {
      group.space.init = group;
    }
    group.pgid = caller.group.pgid;
    group.ignores = caller.group.ignores;
    group.noChildWait = caller.group.noChildWait;
    group.noChildStop = caller.group.noChildStop;
    group.hasSubreaper = caller.group.hasSubreaper || caller.group.subreaper;
    group.marked = mark || (rules.inherited() && caller.group.marked);
    child.realParent = sibling ? caller.realParent : caller;
    child.exitSignal = sibling ? caller.group.leader.exitSignal : exitSignal;
    child.parentExecs = sibling ? caller.group.leader.parentExecs : caller.group.execs;
    if (mark) {
      child.exitSignal = rules.exitSignalOfMarked(child.exitSignal);
    }
    child.realParent.children.add(child);
    everybody.add(child);
    return child;
  }

  Ref.Thread thread(Ref.Thread caller, int id) {
    Ref.Thread thread = new Ref.Thread(id, caller.group);
    thread.exitSignal = -1;
    thread.realParent = caller.group.leader.realParent;
    caller.group.threads.add(thread);
    everybody.add(thread);
    return thread;
  }

  void exec(Ref.Thread caller) {
    Ref.Group group = caller.group;
    Ref.Thread leader = group.leader;
    for (Ref.Thread other : new ArrayList<>(group.threads)) {
      if (other != caller) {
        detachAll(other);
        moveChildren(other, caller);
        if (other != leader) {
          release(other, true);
        }
      }
    }
    if (caller != leader) {
      List<Ref.Thread> children = new ArrayList<>(caller.children);
      caller.children.clear();
      for (Ref.Thread child : children) {
        setParent(child, leader);
        leader.children.add(child);
      }
      if (leader.tracer != null) {
        wake(leader.tracer.group, leader);
        leader.tracer.tracees.remove(leader);
        leader.tracer = null;
      }
      leader.traceStop = 0;
      for (Ref.Thread tracee : caller.tracees) {
        tracee.tracer = leader;
        leader.tracees.add(tracee);
      }
      caller.tracees.clear();
      if (caller.tracer != null) {
        leader.tracer = caller.tracer;
        leader.traceStop = caller.traceStop;
        List<Ref.Thread> list = caller.tracer.tracees;
        list.set(list.indexOf(caller), leader);
        caller.tracer = null;
      }
      leader.state = Ref.State.ALIVE;
      leader.status = 0;
      release(caller, true);
    }
    leader.exitSignal = 17;
    group.execs++;
    group.noChildWait = false;
    group.noChildStop = false;
  }

  // Deaths ---------------------------------------------------------------------------------------

  void exit(Ref.Thread thread, int status) {
    if (thread.state != Ref.State.ALIVE || thread.group.dying) {
      return;
    }
    thread.status = status;
    thread.traceStop = 0;
    detachAll(thread);
    List<Ref.Thread> others = thread.group.alive();
    others.remove(thread);
    if (!others.isEmpty()) {
      moveChildren(thread, others.get(0));
      zombie(thread);
      return;
    }
    clearStops(thread.group);
    if (thread.group.space.init == thread.group) {
      killSpace(thread.group);
      if (population(thread.group.space) > 1) {
        thread.group.dying = true;
        return;
      }
    }
    reparentAll(thread.group);
    zombie(thread);
  }

  void exitGroup(Ref.Group group, int status) {
    beginGroupExit(group, status);
    for (Ref.Thread thread : new ArrayList<>(group.threads)) {
      if (thread != group.leader) {
        exit(thread, status);
      }
    }
    exit(group.leader, status);
  }

  void beginGroupExit(Ref.Group group, int status) {
    if (group.groupStatus < 0) {
      group.groupStatus = status;
      clearStops(group);
    }
  }

  private static void clearStops(Ref.Group group) {
    group.stopReport = 0;
    group.stopped = false;
    group.continued = false;
  }

  private void zombie(Ref.Thread thread) {
    thread.state = Ref.State.ZOMBIE;
    boolean alone = thread.group.threads.size() == 1;
    if (thread.tracer != null) {
      boolean ordinary = thread.leads() && alone && !thread.strangerTraces();
      notify(thread, ordinary ? thread.exitSignal : 17);
    } else if (!thread.leads()) {
      release(thread, true);
    } else if (alone && notify(thread, thread.exitSignal)) {
      release(thread, true);
    }
  }

  private void killSpace(Ref.Group init) {
    init.ignores = true;
    init.noChildWait = false;
    init.noChildStop = false;
    List<Ref.Group> members = new ArrayList<>();
    collect(init, init.space, members);
    for (Ref.Group member : members) {
      if (!member.alive().isEmpty()) {
        exitGroup(member, 9);
      }
    }
    Ref.Call everything =
        new Ref.Call(
            init.leader, 'A', 0, null, false, true, false, false, false, false, true, false);
    while (true) {
      Ref.Result next = wait(everything);
      if (next.kind() != 'R') {
        break;
      }
      take(everything, next);
    }
  }

  private void collect(Ref.Group top, Ref.Space space, List<Ref.Group> into) {
    for (Ref.Thread thread : top.threads) {
      for (Ref.Thread child : thread.children) {
        if (within(child.group.space, space)) {
          into.add(child.group);
          collect(child.group, space, into);
        }
      }
    }
  }

  private static boolean within(Ref.Space inner, Ref.Space outer) {
    return inner != null && (inner == outer || within(inner.parent, outer));
  }

  private int population(Ref.Space space) {
    int count = 0;
    for (Ref.Thread each : everybody) {
      if (each.leads() && each.state != Ref.State.DEAD && within(each.group.space, space)) {
        count++;
      }
    }
    return count;
  }

  void release(Ref.Thread thread, boolean alone) {
    if (thread.state == Ref.State.DEAD && !thread.group.threads.contains(thread)) {
      return;
    }
    Ref.Group group = thread.group;
    if (thread.realParent != null) {
      thread.realParent.children.remove(thread);
    }
    leaveTracer(thread);
    thread.state = Ref.State.DEAD;
    group.threads.remove(thread);
    heard.add("released " + thread.id + " " + alone);
    if (thread.leads()) {
      thread.realParent = null;
      for (Ref.Space at = group.space; at != null; at = at.parent) {
        Ref.Group init = at.init;
        if (init != group && init.dying && population(at) == 1) {
          init.dying = false;
          Ref.Thread last = init.alive().get(0);
          reparentAll(init);
          zombie(last);
        }
      }
    } else if (group.leader.state == Ref.State.ZOMBIE
        && group.threads.size() == 1
        && notify(group.leader, group.leader.exitSignal)) {
      release(group.leader, true);
    }
  }

  // Parents --------------------------------------------------------------------------------------

  private static void setParent(Ref.Thread child, Ref.Thread parent) {
    child.realParent = parent;
    for (Ref.Thread thread : child.group.threads) {
      thread.realParent = parent;
    }
  }

  private static void moveChildren(Ref.Thread from, Ref.Thread to) {
    for (Ref.Thread child : from.children) {
      setParent(child, to);
      to.children.add(child);
    }
    from.children.clear();
  }

  private void reparentAll(Ref.Group dying) {
    Ref.Thread heir = heir(dying);
    for (Ref.Thread thread : new ArrayList<>(dying.threads)) {
      List<Ref.Thread> children = new ArrayList<>(thread.children);
      thread.children.clear();
      for (Ref.Thread child : children) {
        child.exitSignal = 17;
        if (rules.clears) {
          child.group.marked = false;
        }
        setParent(child, heir);
        heir.children.add(child);
        if (child.state == Ref.State.ZOMBIE
            && child.tracer == null
            && child.group.threads.size() == 1
            && notify(child, 17)) {
          release(child, true);
        }
      }
    }
  }

  private static Ref.Thread heir(Ref.Group dying) {
    if (dying.hasSubreaper) {
      Ref.Thread above = dying.leader.realParent;
      while (above != null && above.group.space == dying.space) {
        if (above.group.subreaper && !above.group.alive().isEmpty()) {
          return above.group.alive().get(0);
        }
        above = above.group.leader.realParent;
      }
    }
    List<Ref.Thread> last = dying.space.init.alive();
    return last.isEmpty() || dying.space.init == dying ? null : last.get(0);
  }

  void setSubreaper(Ref.Group group, boolean on) {
    group.subreaper = on;
    if (on) {
      spread(group);
    }
  }

  private void spread(Ref.Group top) {
    for (Ref.Thread thread : top.threads) {
      for (Ref.Thread child : thread.children) {
        if (child.group.space.init != child.group) {
          child.group.hasSubreaper = true;
          spread(child.group);
        }
      }
    }
  }

  // Notices --------------------------------------------------------------------------------------

  private boolean notify(Ref.Thread child, int signal) {
    Ref.Thread parent = child.tracer != null ? child.tracer : child.realParent;
    Ref.Group ears = parent.group;
    int sent = signal;
    if (sent != 17 && child.parentExecs != ears.execs) {
      sent = 17;
    }
    boolean gone = false;
    if (child.tracer == null) {
      if (child.group.marked && rules.silent()) {
        sent = 0;
      } else if (sent == 17 && (ears.ignores || ears.noChildWait)) {
        gone = true;
      }
      gone |= rules.kernelReaps(child.group);
    }
    if (gone) {
      child.state = Ref.State.DEAD;
    }
    send(ears, sent, child);
    wake(ears, child);
    return gone;
  }

  private void send(Ref.Group ears, int signal, Ref.Thread about) {
    if (signal > 0 && !(signal == 17 && ears.ignores)) {
      heard.add("signal " + ears.leader.id + " " + signal + " " + about.id);
    }
  }

  private void wake(Ref.Group ears, Ref.Thread about) {
    heard.add("wake " + ears.leader.id + " " + about.id);
  }

  private void stopNotice(Ref.Thread to, Ref.Thread about) {
    if (to != null) {
      if (!to.group.noChildStop) {
        send(to.group, 17, about);
      }
      wake(to.group, about);
    }
  }

  void stop(Ref.Group group, int signal) {
    group.stopReport = signal;
    group.stopped = true;
    group.continued = false;
    stopNotice(group.leader.realParent, group.leader);
  }

  void resume(Ref.Group group) {
    if (group.stopped) {
      group.stopped = false;
      group.stopReport = 0;
      group.continued = true;
      stopNotice(group.leader.realParent, group.leader);
    }
  }

  // Tracing --------------------------------------------------------------------------------------

  void attach(Ref.Thread tracer, Ref.Thread tracee) {
    tracee.tracer = tracer;
    tracer.tracees.add(0, tracee);
  }

  void traceStop(Ref.Thread tracee, int code) {
    tracee.traceStop = code;
    if (code != 0) {
      stopNotice(tracee.tracer, tracee);
    }
  }

  private static void leaveTracer(Ref.Thread thread) {
    if (thread.tracer != null) {
      thread.tracer.tracees.remove(thread);
      thread.tracer = null;
    }
    thread.traceStop = 0;
  }

  private void detachAll(Ref.Thread tracer) {
    for (Ref.Thread tracee : new ArrayList<>(tracer.tracees)) {
      detach(tracee);
    }
  }

  void detach(Ref.Thread thread) {
    boolean stranger = thread.strangerTraces();
    leaveTracer(thread);
    if (thread.state != Ref.State.ZOMBIE) {
      return;
    }
    if (!thread.leads()) {
      release(thread, true);
    } else if (thread.group.threads.size() == 1) {
      Ref.Group parent = thread.realParent.group;
      boolean gone;
      if (stranger) {
        gone = notify(thread, thread.exitSignal);
      } else if (parent.ignores || parent.noChildWait) {
        wake(parent, thread);
        gone = true;
      } else {
        gone = rules.kernelReaps(thread.group);
      }
      if (gone) {
        release(thread, true);
      }
    }
  }

  // Pidfds ---------------------------------------------------------------------------------------

  void open(Ref.Group group) {
    group.pidfds++;
  }

  void close(Ref.Group group) {
    group.pidfds--;
    Ref.Thread leader = group.leader;
    if (group.pidfds == 0
        && group.marked
        && rules.lastCloseReaps()
        && leader.state == Ref.State.ZOMBIE
        && leader.tracer == null
        && group.threads.size() == 1) {
      release(leader, true);
    }
  }

  // Waits ----------------------------------------------------------------------------------------

  Ref.Result wait(Ref.Call call) {
    return new ReferenceWait(rules, everybody).pass(call);
  }

  void take(Ref.Call call, Ref.Result result) {
    if (result.kind() != 'R' || call.noWait()) {
      return;
    }
    Ref.Thread child = find(result.child());
    switch (result.what()) {
      case "STOP" -> child.group.stopReport = 0;
      case "TRACE_STOP" -> child.traceStop = 0;
      case "CONTINUE" -> child.group.continued = false;
      default -> reap(child);
    }
  }

  private void reap(Ref.Thread child) {
    if (child.strangerTraces() && child.leads()) {
      leaveTracer(child);
      if (notify(child, child.exitSignal)) {
        release(child, true);
      }
    } else {
      release(child, false);
    }
  }

  Ref.Thread find(int id) {
    for (Ref.Thread each : everybody) {
      if (each.id == id) {
        return each;
      }
    }
    throw new IllegalArgumentException("nobody is " + id);
  }
}
