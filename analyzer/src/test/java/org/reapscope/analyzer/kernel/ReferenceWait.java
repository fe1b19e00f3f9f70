package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * One pass of a wait call, section C and D.2, by building the list of candidates and walking it.
 */
final class ReferenceWait {
  private record Candidate(Ref.Thread task, boolean asTracer) {}

  private final RefRules rules;
  private final List<Ref.Thread> everybody;
  private boolean mayCome;

  ReferenceWait(RefRules rules, List<Ref.Thread> everybody) {
    this.rules = rules;
    this.everybody = everybody;
  }

  Ref.Result pass(Ref.Call call) {
    if (call.type() == 'G' && !groupExists(call.pgid())) {
      return new Ref.Result('E', 0, "", 0, 0);
    }
    if (call.type() == 'P' && (call.target() == null || call.target().state == Ref.State.DEAD)) {
      return new Ref.Result('E', 0, "", 0, 0);
    }
    long count = 0;
    for (Candidate candidate : candidates(call)) {
      count++;
      String what = consider(candidate.task(), candidate.asTracer(), call);
      if (what != null) {
        Ref.Thread child = candidate.task();
        return new Ref.Result('R', child.id, what, value(child, what), count);
      }
    }
    return new Ref.Result(mayCome ? '0' : 'E', 0, "", 0, count);
  }

  private boolean groupExists(int pgid) {
    for (Ref.Thread each : everybody) {
      if (each.leads() && each.state != Ref.State.DEAD && each.group.pgid == pgid) {
        return true;
      }
    }
    return false;
  }

  private List<Candidate> candidates(Ref.Call call) {
    List<Candidate> list = new ArrayList<>();
    List<Ref.Thread> ring = new ArrayList<>();
    List<Ref.Thread> threads = call.caller().group.threads;
    int first = threads.indexOf(call.caller());
    for (int i = 0; i < threads.size(); i++) {
      ring.add(threads.get((first + i) % threads.size()));
    }
    if (call.noThread()) {
      ring = List.of(call.caller());
    }
    if (call.type() == 'P' && !rules.walks) {
      Ref.Thread target = call.target();
      if (target.leads() && ring.contains(target.realParent)) {
        list.add(new Candidate(target, false));
      }
      if (target.tracer != null && ring.contains(target.tracer)) {
        list.add(new Candidate(target, true));
      }
      return list;
    }
    for (Ref.Thread thread : ring) {
      for (Ref.Thread child : thread.children) {
        list.add(new Candidate(child, false));
      }
      for (Ref.Thread tracee : thread.tracees) {
        list.add(new Candidate(tracee, true));
      }
    }
    return list;
  }

  /** What the candidate reports, or null; notes whether something may come from it. */
  private String consider(Ref.Thread p, boolean asTracer, Ref.Call call) {
    if (call.type() == 'G' && p.group.pgid != call.pgid()) {
      return null;
    }
    if (call.type() == 'P' && p != call.target()) {
      return null;
    }
    if (rules.hides(p, call.type(), call.byPidfd(), asTracer)) {
      return null;
    }
    if (!asTracer && !call.all() && (p.exitSignal != 17) != call.cloneOnly()) {
      return null;
    }
    boolean tracing = asTracer || (p.tracer != null && !p.strangerTraces());
    if (p.state == Ref.State.ALIVE) {
      mayCome = true;
    } else {
      boolean threadsRemain = p.leads() && p.group.threads.size() > 1;
      if (!threadsRemain && (tracing || p.tracer == null)) {
        return call.exited() ? "EXIT" : null;
      }
      if (!tracing || call.exited() || call.continued()) {
        mayCome = true;
      }
    }
    if (tracing) {
      if (p.traceStop != 0) {
        return "TRACE_STOP";
      }
    } else if (call.stopped() && p.group.stopReport != 0) {
      return "STOP";
    }
    return call.continued() && p.group.continued ? "CONTINUE" : null;
  }

  private static int value(Ref.Thread child, String what) {
    return switch (what) {
      case "EXIT" -> child.group.groupStatus >= 0 ? child.group.groupStatus : child.status;
      case "STOP" -> child.group.stopReport;
      case "TRACE_STOP" -> child.traceStop;
      default -> 18;
    };
  }
}
