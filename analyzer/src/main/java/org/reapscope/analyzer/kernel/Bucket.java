package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Children that one kind of wait could meet: counted by {@link WaitClass} are those of which
 * something may come, and those with something to report stand in the order of the walk, by what
 * they report and by class, so that a wait looks at none that it does not ask for.
 */
final class Bucket {
  /** Eligible: keeps ECHILD away from waits that its class meets. */
  static final int PENDING = 1;

  /** A zombie that no thread of its own holds back, or one about to be released. */
  static final int DEATH = 2;

  static final int STOP = 4;
  static final int CONTINUE = 8;

  /** What it means depends on who its tracer is, and has to be looked at each time. */
  static final int TRACED = 16;

  private final Comparator<Task> order;
  private final int[] pending = new int[WaitClass.COUNT];
  private final List<Shelf> shelves = new ArrayList<>(0);
  private int members;

  /** Children of one class that have the same to report. */
  private record Shelf(int what, int waitClass, NavigableSet<Task> children) {
    boolean mayAnswer(WaitRequest request) {
      return switch (what) {
        case DEATH -> request.has(WaitOptions.WEXITED) && WaitClass.meets(waitClass, request);
        case STOP -> request.has(WaitOptions.WSTOPPED) && WaitClass.meets(waitClass, request);
        case CONTINUE -> request.has(WaitOptions.WCONTINUED) && WaitClass.meets(waitClass, request);
        default -> true;
      };
    }
  }

  /** An empty one whose walks meet children in this order. */
  Bucket(Comparator<Task> order) {
    this.order = order;
  }

  /** What a child in its present state counts as: some of the above. */
  static int roleOf(Task child) {
    boolean heldBack = child.state == Task.State.ZOMBIE && child.isDelayedLeader();
    int role = child.state == Task.State.ALIVE || heldBack ? PENDING : DEATH;
    if (child.tracer != null || child.state == Task.State.TRACE) {
      return (role & PENDING) | TRACED;
    }
    role |= child.group.stopReport == 0 ? 0 : STOP;
    return child.group.continued ? role | CONTINUE : role;
  }

  /** Takes in a child as what its fields say that it counts as. */
  void count(Task child) {
    members++;
    if ((child.countedAs & PENDING) != 0) {
      pending[child.countedClass]++;
    }
    for (int what = DEATH; what <= TRACED; what <<= 1) {
      if ((child.countedAs & what) != 0) {
        shelf(what, child.countedClass).add(child);
      }
    }
  }

  /** Takes back what {@link #count} added. */
  void uncount(Task child) {
    members--;
    if ((child.countedAs & PENDING) != 0) {
      pending[child.countedClass]--;
    }
    for (int what = DEATH; what <= TRACED; what <<= 1) {
      if ((child.countedAs & what) != 0) {
        shelf(what, child.countedClass).remove(child);
      }
    }
  }

  private NavigableSet<Task> shelf(int what, int waitClass) {
    for (Shelf shelf : shelves) {
      if (shelf.what == what && shelf.waitClass == waitClass) {
        return shelf.children;
      }
    }
    Shelf added = new Shelf(what, waitClass, new TreeSet<>(order));
    shelves.add(added);
    return added.children;
  }

  boolean isEmpty() {
    return members == 0;
  }

  /**
   * The first child that the wait would report, null for none.
   *
   * @param from stands before the first child to be met, null for all from the beginning
   * @param to stands behind the last one, null for all to the end
   */
  @Nullable Task first(
      WaitRequest request, Eligibility eligibility, @Nullable Task from, @Nullable Task to) {
    Task first = null;
    for (Shelf shelf : shelves) {
      if (!shelf.children.isEmpty() && shelf.mayAnswer(request)) {
        for (Task child : between(shelf.children, from, to)) {
          if (first != null && order.compare(child, first) >= 0) {
            break;
          }
          if (eligibility.consider(child, false, request).reports()) {
            first = child;
            break;
          }
        }
      }
    }
    return first;
  }

  private static NavigableSet<Task> between(
      NavigableSet<Task> children, @Nullable Task from, @Nullable Task to) {
    NavigableSet<Task> rest = from == null ? children : children.tailSet(from, true);
    return to == null ? rest : rest.headSet(to, false);
  }

  /** True when some child that reports nothing now would keep this wait from ECHILD. */
  boolean mayAnswerLater(WaitRequest request, Eligibility eligibility) {
    for (int waitClass = 0; waitClass < pending.length; waitClass++) {
      if (pending[waitClass] > 0 && WaitClass.meets(waitClass, request)) {
        return true;
      }
    }
    for (Shelf shelf : shelves) {
      if (shelf.what == TRACED) {
        for (Task child : shelf.children) {
          if (eligibility.consider(child, false, request).keepsEchildAway()) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
