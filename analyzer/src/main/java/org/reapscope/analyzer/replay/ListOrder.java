package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Corrections;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitRequest;

/** R2: children linked at overlapping times may stand in either order in their parent's list. */
final class ListOrder {
  /** Children that one result may move the reported one ahead of. */
  private static final int MOST_STEPS = 64;

  private final World world;

  ListOrder(World world) {
    this.world = world;
  }

  /** Moves the reported child ahead of those it is tied with until the result is right. */
  boolean explains(OpenWait wait, Recorded recorded, TracedTask child, Waits waits) {
    WaitRequest request = wait.request;
    if (request == null || child.task.realParent() == null) {
      return false;
    }
    Map<Task, Long> moved = new LinkedHashMap<>();
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      Answer answer = world.kernel().ask(request);
      if (waits.agrees(wait, recorded, answer)) {
        return steps > 0;
      }
      Task ahead = answer.child();
      TracedTask other = ahead == null ? null : world.viewOf(ahead);
      if (other == null || !mayStandBefore(child, other)) {
        break;
      }
      moveBefore(child, other, moved);
    }
    moved.forEach(world.kernel().corrections()::relink);
    return false;
  }

  /** The parents of two children are threads made at overlapping times: either may be the first. */
  boolean explainsByThreads(OpenWait wait, Recorded recorded, TracedTask child, Waits waits) {
    WaitRequest request = wait.request;
    Task parent = child.task.realParent();
    if (request == null || parent == null) {
      return false;
    }
    Task ahead = world.kernel().ask(request).child();
    Task other = ahead == null ? null : ahead.realParent();
    TracedTask one = world.viewOf(parent);
    TracedTask two = other == null ? null : world.viewOf(other);
    if (one == null
        || two == null
        || one == two
        || parent.group() != two.task.group()
        || !one.link().isTiedWith(two.link())) {
      return false;
    }
    Corrections corrections = world.kernel().corrections();
    corrections.swapThreads(parent, two.task);
    if (waits.agrees(wait, recorded, world.kernel().ask(request))) {
      return true;
    }
    corrections.swapThreads(parent, two.task);
    return false;
  }

  /** Moves a child, and those that came with it and stand before it, ahead of another child. */
  private void moveBefore(TracedTask child, TracedTask other, Map<Task, Long> moved) {
    List<Task> movers = new ArrayList<>();
    long to = other.task.linkKey();
    Task parent = child.task.realParent();
    for (Task sibling : parent == null ? List.<Task>of() : parent.children()) {
      TracedTask view = world.viewOf(sibling);
      boolean comesAlong =
          view != null
              && sibling.linkKey() > to
              && sibling.linkKey() < child.task.linkKey()
              && child.link().batch() != 0
              && view.link().batch() == child.link().batch()
              && !child.link().isTiedWith(view.link());
      if (comesAlong || sibling == child.task) {
        movers.add(sibling);
      }
    }
    for (int i = 0; i < movers.size(); i++) {
      moved.putIfAbsent(movers.get(i), movers.get(i).linkKey());
      world.kernel().corrections().relink(movers.get(i), to - movers.size() + i);
    }
  }

  private static boolean mayStandBefore(TracedTask child, TracedTask other) {
    return child != other
        && child.task.realParent() == other.task.realParent()
        && child.task.linkKey() > other.task.linkKey()
        && child.link().isTiedWith(other.link());
  }

  /** Dead children that a call may have taken instead of this one: their order is open (R2). */
  List<TracedTask> tiedBehind(OpenWait wait, TracedTask child, int most) {
    WaitRequest request = wait.request;
    List<TracedTask> tied = new ArrayList<>(0);
    if (request == null || !wait.wait.reaps() || wait.wait.isFocused()) {
      return tied;
    }
    Kernel kernel = world.kernel();
    List<Task> suspended = new ArrayList<>(1);
    Answer answer = kernel.ask(request);
    while (answer.child() != null && answer.what() == Verdict.EXIT && suspended.size() < most) {
      TracedTask next = world.viewOf(answer.child());
      if (next != null && mayStandBefore(next, child)) {
        tied.add(next);
      }
      suspended.add(answer.child());
      kernel.corrections().suspend(answer.child());
      answer = kernel.ask(request);
    }
    suspended.forEach(kernel.corrections()::resumeZombie);
    return tied;
  }
}
