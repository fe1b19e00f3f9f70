package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;

/**
 * One process's children, whose recorded births and deaths are told to programs that wait for them
 * otherwise.
 *
 * <p>A child is the loop's own from the first wait on that shows it: a focused one with WNOHANG, or
 * one of its drains that took it. A loop that sleeps hears of a death at once, one that is at work
 * when it goes back to sleep.
 */
final class Stage {
  private final List<Way> ways = Ways.all();
  private final Map<TracedTask, Role> children = new HashMap<>();

  /** On which stage each child is, of all processes. */
  private final Map<TracedTask, Stage> cast;

  /** Own children that are dead and of which the loop has not heard. */
  private final List<TracedTask> unheard = new ArrayList<>();

  private boolean working;

  /** The last own child that the recording released: told before the wait that reaped it. */
  private @Nullable TracedTask latest;

  private static final class Role {
    boolean owned;
    boolean dead;
  }

  /** Takes over the children that a process has now; {@code cast} holds those of all stages. */
  Stage(ThreadGroup parent, World world, Map<TracedTask, Stage> cast) {
    this.cast = cast;
    for (Task thread : parent.threads()) {
      for (Task child : thread.children()) {
        TracedTask view = world.viewOf(child);
        if (view != null) {
          born(view);
        }
      }
    }
  }

  void born(TracedTask child) {
    if (children.putIfAbsent(child, new Role()) == null) {
      Stage before = cast.put(child, this);
      if (before != null) {
        before.left(child);
      }
      ways.forEach(way -> way.born(child));
      if (!child.task().isAlive()) {
        died(child);
      }
    }
  }

  void died(TracedTask child) {
    Role role = children.get(child);
    if (role != null && !role.dead) {
      role.dead = true;
      ways.forEach(way -> way.died(child));
      if (role.owned) {
        ended(child);
      }
    }
  }

  /** The recorded loop has asked after a child, or taken it. */
  void asked(TracedTask child) {
    if (child == latest) {
      return;
    }
    born(child);
    Role role = children.get(child);
    if (role != null && !role.owned) {
      role.owned = true;
      ways.forEach(way -> way.owned(child));
      if (role.dead) {
        ended(child);
      }
    }
    if (child.task().state() == Task.State.DEAD) {
      // Released by the very wait that shows whose it was.
      children.remove(child);
      cast.remove(child);
    }
  }

  private void ended(TracedTask child) {
    unheard.add(child);
    if (!working) {
      hear();
    }
  }

  private void hear() {
    if (!unheard.isEmpty()) {
      List<TracedTask> dead = List.copyOf(unheard);
      unheard.clear();
      ways.forEach(way -> way.dead(dead));
    }
  }

  /** The loop has woken up. */
  void wakes() {
    working = true;
  }

  /** The loop goes to sleep, or is not seen any longer. */
  void sleeps() {
    hear();
    working = false;
  }

  /** The recording's kernel has let go of a child. */
  void released(TracedTask child) {
    cast.remove(child);
    Role role = children.get(child);
    if (role == null) {
      return;
    }
    if (role.owned) {
      died(child);
      latest = child;
    } else {
      ways.forEach(way -> way.gone(child));
    }
    children.remove(child);
  }

  /** A child has got another parent. */
  private void left(TracedTask child) {
    if (children.remove(child) != null) {
      unheard.remove(child);
      ways.forEach(way -> way.gone(child));
    }
  }

  /** The recorded program has ended a poll round or a drain loop. */
  void swept() {
    ways.forEach(Way::swept);
  }

  /** The process is gone, or the log is over: the counts. */
  List<Way> close() {
    hear();
    children.keySet().forEach(child -> cast.remove(child, this));
    ways.forEach(Way::close);
    return ways;
  }
}
