package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * __do_wait: one pass over the candidates of a wait call (D.2), answered without walking the
 * living, and counted as if walked (D.6).
 */
final class WaitScan {
  private final Semantics semantics;
  private final Eligibility eligibility;

  WaitScan(Semantics semantics) {
    this.semantics = semantics;
    this.eligibility = new Eligibility(semantics);
  }

  Answer pass(WaitRequest request) {
    return switch (request.selector()) {
      case ONE -> {
        Task target = request.target();
        if (target == null || target.released) {
          yield Answer.noChild(semantics.walksForMissingGroup() ? listLength(request) : 0);
        }
        yield focused(request, target);
      }
      case GROUP -> {
        ProcessGroup group = request.group();
        boolean exists = group != null && group.exists();
        yield exists || semantics.walksForMissingGroup() ? walk(request) : Answer.noChild(0);
      }
      case ANY -> walk(request);
    };
  }

  /** Walks the caller's own lists, then those of the following threads of its group. */
  private Answer walk(WaitRequest request) {
    ThreadGroup group = request.caller().group;
    if (request.has(WaitOptions.WNOTHREAD)) {
      return walkEach(request, List.of(request.caller()));
    }
    if (group.size() <= 1) {
      return walkEach(request, group.threads());
    }
    return group.tracees == 0 ? walkShared(request) : walkEach(request, fromCaller(request));
  }

  private Answer walkShared(WaitRequest request) {
    ThreadGroup group = request.caller().group;
    SharedChildren shared = group.sharedChildren(semantics);
    Bucket bucket = shared.bucketFor(request);
    Task child = bucket == null ? null : shared.firstReport(bucket, request, eligibility);
    if (child != null) {
      return Answer.report(
          child, eligibility.consider(child, false, request), placeInWalk(request, child));
    }
    return bucket != null && bucket.mayAnswerLater(request, eligibility)
        ? Answer.nothing(group.childCount())
        : Answer.noChild(group.childCount());
  }

  private Answer walkEach(WaitRequest request, Collection<Task> parents) {
    long before = 0;
    boolean mayCome = false;
    for (Task parent : parents) {
      ChildList children = parent.children;
      if (children != null && children.size() > 0) {
        Bucket bucket = bucketFor(request, children);
        if (bucket != null) {
          Task child = bucket.first(request, eligibility, null, null);
          if (child != null) {
            return Answer.report(
                child, eligibility.consider(child, false, request), before + rank(children, child));
          }
          mayCome |= bucket.mayAnswerLater(request, eligibility);
        }
        before += children.size();
      }
      if (parent.ptraced != null) {
        int considered = 0;
        for (Task tracee : parent.ptraced) {
          considered++;
          Verdict verdict = eligibility.consider(tracee, true, request);
          if (verdict.reports()) {
            return Answer.report(tracee, verdict, before + considered);
          }
          mayCome |= verdict.keepsEchildAway();
        }
        before += considered;
      }
    }
    return mayCome ? Answer.nothing(before) : Answer.noChild(before);
  }

  /** The threads of the caller's process, beginning with the caller. */
  private static List<Task> fromCaller(WaitRequest request) {
    List<Task> threads = new ArrayList<>(request.caller().group.threads());
    Collections.rotate(threads, -Math.max(0, threads.indexOf(request.caller())));
    return threads;
  }

  private static @Nullable Bucket bucketFor(WaitRequest request, ChildList children) {
    if (request.selector() == WaitRequest.Selector.ANY) {
      return children.all();
    }
    ProcessGroup group = request.group();
    return group == null ? null : children.inGroup(group);
  }

  private int rank(ChildList children, Task child) {
    int rank = children.rank(child);
    return semantics.youngestFirst() ? children.size() + 1 - rank : rank;
  }

  /** do_wait_pid: the task as a child, then as a tracee; before 5.13 a walk found the same. */
  private Answer focused(WaitRequest request, Task target) {
    Task parent = target.realParent;
    Task tracer = target.tracer;
    boolean ownChild = target.isLeader() && parent != null && inScope(parent, request);
    boolean ownTracee = tracer != null && inScope(tracer, request);
    int considered = (ownChild ? 1 : 0) + (ownTracee ? 1 : 0);
    long walked = walks() ? listLength(request) : considered;
    Verdict asChild = ownChild ? eligibility.consider(target, false, request) : null;
    if (asChild != null && asChild.reports() && parent != null && !walks()) {
      return Answer.report(target, asChild, 1);
    }
    Verdict asTracee = ownTracee ? eligibility.consider(target, true, request) : null;
    long childAt = Long.MAX_VALUE;
    if (asChild != null && asChild.reports() && parent != null) {
      childAt = positionAsChild(request, parent, target);
    }
    if (asTracee != null && asTracee.reports() && tracer != null) {
      long traceeAt = walks() ? positionAsTracee(request, tracer, target) : considered;
      if (traceeAt < childAt) {
        return Answer.report(target, asTracee, traceeAt);
      }
    }
    if (asChild != null && childAt < Long.MAX_VALUE) {
      return Answer.report(target, asChild, childAt);
    }
    boolean mayCome = keepsWaiting(asChild) || keepsWaiting(asTracee);
    return mayCome ? Answer.nothing(walked) : Answer.noChild(walked);
  }

  private static boolean keepsWaiting(@Nullable Verdict verdict) {
    return verdict != null && verdict.keepsEchildAway();
  }

  private boolean walks() {
    return semantics.focusedWaitsWalk();
  }

  private static boolean inScope(Task parent, WaitRequest request) {
    return request.has(WaitOptions.WNOTHREAD)
        ? parent == request.caller()
        : parent.group == request.caller().group;
  }

  private long positionAsChild(WaitRequest request, Task parent, Task child) {
    ChildList children = parent.children;
    return lengthBefore(request, parent) + (children == null ? 0 : rank(children, child));
  }

  /**
   * Place of a child of the caller's process in a walk, from 1; 0 when the walk does not meet it.
   */
  long placeInWalk(WaitRequest request, Task child) {
    Task parent = child.realParent;
    return parent == null || child.slot < 0 || !inScope(parent, request)
        ? 0
        : positionAsChild(request, parent, child);
  }

  private long positionAsTracee(WaitRequest request, Task tracer, Task tracee) {
    List<Task> ptraced = tracer.ptraced;
    return lengthBefore(request, tracer)
        + tracer.childCount()
        + (ptraced == null ? 0 : ptraced.indexOf(tracee) + 1);
  }

  /** Candidates on the lists of the threads walked before {@code parent}. */
  private long lengthBefore(WaitRequest request, Task parent) {
    Task caller = request.caller();
    if (parent == caller) {
      return 0;
    }
    if (caller.group.tracees == 0) {
      return caller.group.sharedChildren(semantics).walkedBefore(caller, parent);
    }
    long length = 0;
    for (Task thread : fromCaller(request)) {
      if (thread == parent) {
        break;
      }
      length += candidates(thread);
    }
    return length;
  }

  /** Candidates on all lists of a walk. */
  long listLength(WaitRequest request) {
    if (request.has(WaitOptions.WNOTHREAD)) {
      return candidates(request.caller());
    }
    ThreadGroup group = request.caller().group;
    return (long) group.childCount() + group.tracees;
  }

  private static int candidates(Task thread) {
    return thread.childCount() + (thread.ptraced == null ? 0 : thread.ptraced.size());
  }
}
