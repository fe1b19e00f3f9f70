package org.reapscope.analyzer.replay;

import java.util.Arrays;
import java.util.List;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Tells several observers, in order.
 *
 * <p>Three of the calls come once or more for every line of a log, and few observers care for each:
 * those that keep the empty default of a call are left out of its list beforehand.
 */
public final class Observers implements ReplayObserver {
  private final List<ReplayObserver> all;
  private final ReplayObserver[] ofWaiting;
  private final ReplayObserver[] ofWaited;
  private final ReplayObserver[] ofSeen;

  /** Copies the list. */
  public Observers(List<? extends ReplayObserver> observers) {
    this.all = List.copyOf(observers);
    this.ofWaiting = thatDefine("waiting", TracedTask.class, RecordedWait.class);
    this.ofWaited = thatDefine("waited", JudgedWait.class);
    this.ofSeen = thatDefine("seen", TracedTask.class, ProcessEvent.class);
  }

  private ReplayObserver[] thatDefine(String method, Class<?>... parameters) {
    return all.stream()
        .filter(each -> defines(each, method, parameters))
        .toArray(ReplayObserver[]::new);
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
    all.forEach(each -> each.born(child, thread));
  }

  @Override
  public void died(TracedTask leader) {
    all.forEach(each -> each.died(leader));
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    all.forEach(each -> each.released(leader, autoreaped, line));
  }

  @Override
  public void reapedUnseen(TracedTask leader, long line) {
    all.forEach(each -> each.reapedUnseen(leader, line));
  }

  @Override
  public void reparented(TracedTask child, TracedTask newParent, long line) {
    all.forEach(each -> each.reparented(child, newParent, line));
  }

  @Override
  public void woken(ThreadGroup parent, TracedTask about) {
    all.forEach(each -> each.woken(parent, about));
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
    all.forEach(each -> each.ended(world));
  }
}
