package org.reapscope.analyzer.replay;

import java.util.List;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.traces.event.ProcessEvent;

/** Tells several observers, in order. */
public record Observers(List<ReplayObserver> all) implements ReplayObserver {
  /** Copies the list. */
  public Observers {
    all = List.copyOf(all);
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
    all.forEach(each -> each.waiting(caller, wait));
  }

  @Override
  public void waited(JudgedWait wait) {
    all.forEach(each -> each.waited(wait));
  }

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).seen(task, event);
    }
  }

  @Override
  public void ended(World world) {
    all.forEach(each -> each.ended(world));
  }
}
