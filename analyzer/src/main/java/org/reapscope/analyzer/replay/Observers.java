package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Tells several observers, in order.
 *
 * <p>Most of the calls come at least once for every child of a log, and few observers care for
 * each: those that keep the empty default of a call are left out of its list beforehand.
 */
public final class Observers implements ReplayObserver {
  private final List<ReplayObserver> all;
  private final ReplayObserver[] ofBorn;
  private final ReplayObserver[] ofDied;
  private final ReplayObserver[] ofReleased;
  private final ReplayObserver[] ofReapedUnseen;
  private final ReplayObserver[] ofReparented;
  private final ReplayObserver[] ofWoken;
  private final ReplayObserver[] ofWaiting;
  private final ReplayObserver[] ofWaited;
  private final ReplayObserver[] ofSeen;

  /** Copies the list. */
  public Observers(List<? extends ReplayObserver> observers) {
    this.all = List.copyOf(observers);
    this.ofBorn = thatDefine("born", TracedTask.class, boolean.class);
    this.ofDied = thatDefine("died", TracedTask.class);
    this.ofReleased = thatDefine("released", TracedTask.class, boolean.class, long.class);
    this.ofReapedUnseen = thatDefine("reapedUnseen", TracedTask.class, long.class);
    this.ofReparented = thatDefine("reparented", TracedTask.class, TracedTask.class, long.class);
    this.ofWoken = thatDefine("woken", ThreadGroup.class, TracedTask.class);
    this.ofWaiting = thatDefine("waiting", TracedTask.class, RecordedWait.class);
    this.ofWaited = thatDefine("waited", JudgedWait.class);
    this.ofSeen = thatDefine("seen", TracedTask.class, ProcessEvent.class);
  }

  private ReplayObserver[] thatDefine(String method, Class<?>... parameters) {
    List<ReplayObserver> some = new ArrayList<>();
    for (ReplayObserver each : all) {
      if (defines(each, method, parameters)) {
        some.add(each);
      }
    }
    return some.toArray(new ReplayObserver[0]);
  }

  private static boolean defines(ReplayObserver observer, String method, Class<?>... parameters) {
    try {
      Class<?> definer = observer.getClass().getMethod(method, parameters).getDeclaringClass();
      return definer != ReplayObserver.class;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(
          observer.getClass() + " has no method of " + Arrays.toString(parameters), impossible);
    }
  }

  @Override
  public void born(TracedTask child, boolean thread) {
    for (ReplayObserver each : ofBorn) {
      each.born(child, thread);
    }
  }

  @Override
  public void died(TracedTask leader) {
    for (ReplayObserver each : ofDied) {
      each.died(leader);
    }
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    for (ReplayObserver each : ofReleased) {
      each.released(leader, autoreaped, line);
    }
  }

  @Override
  public void reapedUnseen(TracedTask leader, long line) {
    for (ReplayObserver each : ofReapedUnseen) {
      each.reapedUnseen(leader, line);
    }
  }

  @Override
  public void reparented(TracedTask child, TracedTask newParent, long line) {
    for (ReplayObserver each : ofReparented) {
      each.reparented(child, newParent, line);
    }
  }

  @Override
  public void woken(ThreadGroup parent, TracedTask about) {
    for (ReplayObserver each : ofWoken) {
      each.woken(parent, about);
    }
  }

  @Override
  public void waiting(TracedTask caller, RecordedWait wait) {
    for (ReplayObserver each : ofWaiting) {
      each.waiting(caller, wait);
    }
  }

  @Override
  public void waited(JudgedWait wait) {
    for (ReplayObserver each : ofWaited) {
      each.waited(wait);
    }
  }

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    for (ReplayObserver each : ofSeen) {
      each.seen(task, event);
    }
  }

  @Override
  public void ended(World world) {
    for (ReplayObserver each : all) {
      each.ended(world);
    }
  }
}
