package org.reapscope.analyzer.kernel;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The children of all threads of one process, as waits without __WNOTHREAD walk them: thread after
 * thread, beginning with the caller's own. Kept so that such a wait need not ask each thread.
 */
final class SharedChildren {
  private final ThreadGroup group;
  private final Buckets buckets;
  private final Task bound;
  private final int first;
  private Ranks perThread;

  /** Takes in the children that the threads of a group have now. */
  SharedChildren(ThreadGroup group, Semantics semantics) {
    this.group = group;
    Comparator<Task> within = ChildList.order(semantics);
    this.buckets =
        new Buckets(
            (a, b) -> {
              int threads = Integer.compare(placeOfParent(a), placeOfParent(b));
              return threads == 0 ? within.compare(a, b) : threads;
            });
    this.first = semantics.youngestFirst() ? Integer.MAX_VALUE : -1;
    this.bound = new Task(0, group, 0);
    this.perThread = new Ranks(group.places());
    for (Task thread : group.threads()) {
      for (Task child : thread.children()) {
        count(child);
        perThread.add(thread.place, 1);
      }
    }
  }

  private static int placeOfParent(Task child) {
    return child.realParent == null ? -1 : child.realParent.place;
  }

  void added(Task child, Task parent) {
    perThread.add(parent.place, 1);
    count(child);
  }

  void removed(Task child, Task parent) {
    perThread.add(parent.place, -1);
    uncount(child);
  }

  void count(Task child) {
    buckets.count(child);
  }

  void uncount(Task child) {
    buckets.uncount(child);
  }

  /** The threads have other places now, in the same order. */
  void threadsMoved() {
    perThread = new Ranks(group.places());
    for (Task thread : group.threads()) {
      if (thread.childCount() > 0) {
        perThread.add(thread.place, thread.childCount());
      }
    }
  }

  /** The children that such a request could mean, null for none. */
  @Nullable Bucket bucketFor(WaitRequest request) {
    if (request.selector() == WaitRequest.Selector.ANY) {
      return buckets.all();
    }
    ProcessGroup wanted = request.group();
    if (wanted == null) {
      return null;
    }
    if (!buckets.areByGroup()) {
      buckets.divide(
          () -> group.threads().stream().flatMap(each -> each.children().stream()).iterator());
    }
    return buckets.inGroup(wanted);
  }

  /** The first child that the wait would report, in the order in which its caller walks. */
  @Nullable Task firstReport(Bucket bucket, WaitRequest request, Eligibility eligibility) {
    bound.realParent = request.caller();
    bound.slot = first;
    Task found = bucket.first(request, eligibility, bound, null);
    return found == null ? bucket.first(request, eligibility, null, bound) : found;
  }

  /** How many children a caller walks before those of another thread of its process. */
  int walkedBefore(Task caller, Task thread) {
    int walked =
        perThread.before(Math.max(thread.place, 0)) - perThread.before(Math.max(caller.place, 0));
    return thread.place >= caller.place ? walked : group.childCount() + walked;
  }
}
