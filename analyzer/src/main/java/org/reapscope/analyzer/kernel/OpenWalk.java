package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pass made by really walking the lists, for explanations. {@link WaitScan} gives the same answer
 * and the same count without walking.
 */
final class OpenWalk {
  private final Semantics semantics;
  private final Eligibility eligibility;

  OpenWalk(Semantics semantics) {
    this.semantics = semantics;
    this.eligibility = new Eligibility(semantics);
  }

  /** The candidates met, in the kernel's order, up to the one that reports. */
  List<Considered> candidates(WaitRequest request) {
    List<Considered> met = new ArrayList<>();
    if (names(request) || semantics.walksForMissingGroup()) {
      Task target = request.target();
      if (target == null || semantics.focusedWaitsWalk()) {
        walk(request, met);
      } else {
        lookUp(request, target, met);
      }
    }
    return met;
  }

  /** Whether the number asked for names anybody at all (pid_has_task). */
  private static boolean names(WaitRequest request) {
    Task target = request.target();
    ProcessGroup group = request.group();
    return switch (request.selector()) {
      case ANY -> true;
      case GROUP -> group != null && group.exists();
      case ONE -> target != null && !target.released;
    };
  }

  private void walk(WaitRequest request, List<Considered> met) {
    List<Task> threads = List.copyOf(request.caller().group.threads());
    int first = threads.indexOf(request.caller());
    int scope = request.has(WaitOptions.WNOTHREAD) ? 1 : threads.size();
    for (int i = 0; i < scope; i++) {
      Task parent = threads.get((first + i) % threads.size());
      List<Task> children = parent.children();
      if (semantics.youngestFirst()) {
        Collections.reverse(children);
      }
      if (meet(children, false, request, met) || meet(parent.ptraced(), true, request, met)) {
        return;
      }
    }
  }

  private void lookUp(WaitRequest request, Task target, List<Considered> met) {
    boolean child = target.isLeader() && isOurs(target.realParent, request);
    boolean done = child && meet(List.of(target), false, request, met);
    if (!done && isOurs(target.tracer, request)) {
      meet(List.of(target), true, request, met);
    }
  }

  private static boolean isOurs(@Nullable Task parent, WaitRequest request) {
    Task caller = request.caller();
    return parent == caller
        || (parent != null && !request.has(WaitOptions.WNOTHREAD) && parent.group == caller.group);
  }

  private boolean meet(
      List<Task> tasks, boolean asTracer, WaitRequest request, List<Considered> met) {
    for (Task task : tasks) {
      Verdict verdict = eligibility.consider(task, asTracer, request);
      met.add(new Considered(task, asTracer, verdict));
      if (verdict.reports()) {
        return true;
      }
    }
    return false;
  }
}
