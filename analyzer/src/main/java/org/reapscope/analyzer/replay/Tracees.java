package org.reapscope.analyzer.replay;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.traces.event.SignalGenerated;

/**
 * What a tracer's own waits report, told by the signals that its tracees send it.
 *
 * <p>A recording by the kernel holds the waits of a tracer such as strace, and none of its ptrace
 * calls. But every trace stop sends SIGCHLD to the tracer: CLD_TRAPPED, or CLD_STOPPED at a group
 * stop (ptrace_stop, do_notify_parent_cldstop), and every traced thread's death does, too
 * (exit_notify). A tracee that does anything else has been let go on. A traced task's child is
 * traced from birth (PTRACE_O_TRACEFORK and its kin: ptrace_init_task).
 */
final class Tracees {
  private static final long CHILDREN_FIRST = 1L << 62;
  private static final int LAST_DEATH_CODE = 3;
  private static final int TRAPPED = 4;
  private static final int STOPPED = 5;

  private final World world;
  private final Map<ThreadGroup, Tracer> tracers = new IdentityHashMap<>();
  private final Map<Integer, Tracee> tracees = new HashMap<>();
  private final Map<Integer, Integer> ahead = new HashMap<>();
  private long attached;

  /**
   * A process that traces others, and its tracees in the order of do_wait: those that are its own
   * children are met among the children, oldest first, the others after them, the last attached
   * first (__ptrace_link adds at the head).
   */
  private static final class Tracer {
    final NavigableMap<Long, Tracee> all = new TreeMap<>();
    final NavigableMap<Long, Tracee> ready = new TreeMap<>();
  }

  private static final class Tracee {
    final Tracer tracer;
    final ThreadGroup by;
    final long order;
    TracedTask task;
    boolean dead;

    /** Its stop was reported already; the signal that tells of it comes later. */
    boolean early;

    Tracee(Tracer tracer, ThreadGroup by, long order, TracedTask task) {
      this.tracer = tracer;
      this.by = by;
      this.order = order;
      this.task = task;
    }

    Verdict what() {
      return dead ? Verdict.EXIT : Verdict.TRACE_STOP;
    }
  }

  Tracees(World world) {
    this.world = world;
  }

  /** Sees a signal as it enters the look-ahead window: whoever stops for a tracer is traced. */
  void arrive(SignalGenerated signal) {
    if (signal.signal() == Signals.SIGCHLD && signal.code() == TRAPPED) {
      ahead.put(signal.tid(), signal.target());
    }
  }

  /** A task was born; its tracer, if it has one, has it from here on. */
  void born(TracedTask child) {
    if (ahead.containsKey(child.tid())) {
      attach(child);
    }
  }

  private @Nullable Tracee attach(TracedTask task) {
    TracedTask by = world.byTid(ahead.getOrDefault(task.tid(), 0));
    if (by == null || by.task.group() == task.task.group()) {
      return null;
    }
    by.tracer = true;
    ThreadGroup group = by.task.group();
    Tracer tracer = tracers.computeIfAbsent(group, g -> new Tracer());
    long place = ++attached;
    boolean ownChild = task.task.isLeader() && Replay.isChildOf(task, by);
    Tracee tracee = new Tracee(tracer, group, ownChild ? place - CHILDREN_FIRST : -place, task);
    tracer.all.put(tracee.order, tracee);
    tracees.put(task.tid(), tracee);
    return tracee;
  }

  private void ready(Tracee tracee) {
    tracee.tracer.ready.put(tracee.order, tracee);
    world.touch(tracee.by);
  }

  /**
   * A dead leader is not reported while its process has threads that were not (delay_group_leader).
   */
  private boolean isDelayed(Tracee leader) {
    if (!leader.task.task.isLeader()) {
      return false;
    }
    ThreadGroup group = leader.task.task.group();
    return leader.tracer.all.values().stream()
        .anyMatch(each -> each != leader && each.task.task.group() == group);
  }

  private void detach(Tracee tracee) {
    tracees.remove(tracee.task.tid(), tracee);
    tracee.tracer.all.remove(tracee.order);
    tracee.tracer.ready.remove(tracee.order);
    world.touch(tracee.by);
  }

  /** A task does something: if it was stopped, it is not any more. */
  void acts(TracedTask task) {
    Tracee tracee = tracees.isEmpty() ? null : tracees.get(task.tid());
    if (tracee != null && !tracee.dead && tracee.tracer.ready.remove(tracee.order) != null) {
      world.touch(tracee.by);
    }
  }

  /** A leader that the exec of one of its threads has put an end to is no tracee any more. */
  void executed(int oldTid, TracedTask now) {
    if (oldTid == now.tid()) {
      return;
    }
    Tracee leader = tracees.get(now.tid());
    Tracee thread = tracees.remove(oldTid);
    if (leader != null) {
      detach(leader);
    }
    if (thread != null) {
      thread.task = now;
      tracees.put(now.tid(), thread);
    }
  }

  /**
   * A signal was sent, perhaps by a thread that the model holds for gone.
   *
   * @param reported the task that the sender's own wait in flight will report, 0 unknown
   */
  void generated(SignalGenerated signal, int reported) {
    TracedTask sender = world.byTid(signal.tid());
    TracedTask target = world.byTid(signal.target());
    if (target == null || signal.code() < 1 || signal.code() > STOPPED) {
      return;
    }
    Tracee tracee = tracees.get(signal.tid());
    if (tracee == null && sender != null && signal.code() >= TRAPPED) {
      tracee = attach(sender);
    }
    boolean death = signal.code() <= LAST_DEATH_CODE;
    if (death && sender != null && sender.task.group() == target.task.group()) {
      // The tracer itself tells of a leader whose last other thread it has just taken.
      TracedTask taken = world.byTid(reported);
      tracee = taken == null ? null : tracees.get(taken.task.group().pid());
    }
    if (tracee != null && tracee.by == target.task.group()) {
      boolean told = tracee.early && !death;
      tracee.early = false;
      tracee.dead |= death;
      if (!told && !(tracee.dead && isDelayed(tracee))) {
        ready(tracee);
      }
    } else if (tracee != null && death) {
      detach(tracee);
    }
  }

  /** A tracer's wait has reported a task: a stop is reported once, a dead tracee is let go. */
  void reported(TracedTask tracer, int child) {
    Tracee tracee = tracees.get(child);
    if (tracee == null || tracee.by != tracer.task.group()) {
      return;
    }
    tracee.early = tracee.tracer.ready.remove(tracee.order) == null && !tracee.dead;
    if (tracee.dead) {
      ahead.remove(child);
      detach(tracee);
      Tracee leader = tracees.get(tracee.task.task.group().pid());
      if (leader != null && leader.dead && !isDelayed(leader)) {
        ready(leader);
      }
    }
  }

  /**
   * Whether a tracee whose stop no signal has told of yet may be reported all the same: it is in
   * the stop before it sends the signal (ptrace_stop).
   */
  boolean mayStopUntold(TracedTask tracer, int child) {
    Tracee tracee = tracees.get(child);
    return tracee != null
        && tracee.by == tracer.task.group()
        && !tracee.dead
        && !tracee.tracer.ready.containsKey(tracee.order);
  }

  /** One pass of a tracer's wait over its children and its tracees (D.2). */
  Answer ask(WaitRequest request) {
    Answer own = world.kernel().ask(request);
    Tracer tracer = tracers.get(request.caller().group());
    if (tracer == null || own.reports()) {
      return own;
    }
    if (request.selector() == WaitRequest.Selector.ONE) {
      Task target = request.target();
      Tracee tracee = target == null ? null : tracees.get(target.tid());
      return tracee == null || tracee.tracer != tracer ? own : focused(tracee, own);
    }
    for (Tracee tracee : tracer.ready.values()) {
      if (selected(tracee, request)) {
        long before = tracer.all.headMap(tracee.order).size();
        return report(tracee, own.scanned() + before + 1);
      }
    }
    boolean any = own.kind() == Answer.Kind.NOTHING;
    for (Tracee tracee : tracer.all.values()) {
      if (any) {
        break;
      }
      any = selected(tracee, request);
    }
    return any ? nothing(own.scanned() + tracer.all.size()) : own;
  }

  private static Answer focused(Tracee tracee, Answer own) {
    return tracee.tracer.ready.containsKey(tracee.order)
        ? report(tracee, own.scanned() + 1)
        : nothing(own.scanned() + 1);
  }

  private static boolean selected(Tracee tracee, WaitRequest request) {
    return request.selector() == WaitRequest.Selector.ANY
        || tracee.task.task.group().processGroup() == request.group();
  }

  private static Answer report(Tracee tracee, long scanned) {
    return new Answer(Answer.Kind.REPORT, tracee.task.task, tracee.what(), -1, 0, scanned);
  }

  private static Answer nothing(long scanned) {
    return new Answer(Answer.Kind.NOTHING, null, null, 0, 0, scanned);
  }
}
