package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Watches one replay and plays the run on under as many other rules as are asked for.
 *
 * <p>To be told of the replayed machine by {@link #follow} before the first event, then of the
 * rules by {@link #under}.
 */
public final class Rehearsal implements ReplayObserver {
  private final Stories stories;
  private final List<ClosedLoop> loops = new ArrayList<>();
  private World world;

  /** Prepares to watch. */
  public Rehearsal() {
    this(story -> {});
  }

  /** As above; {@code reader} hears of every child whose story is over. */
  @SuppressWarnings("NullAway.Init")
  Rehearsal(Consumer<Story> reader) {
    stories = new Stories(reader::accept);
  }

  /** Gives the replayed machine. */
  public void follow(World replayed) {
    world = replayed;
    stories.follow(replayed);
  }

  /**
   * Adds a rule to play on under.
   *
   * @param mark the marking in words
   * @param keepCalls whether to keep a row for every wait
   */
  public ClosedLoop under(Semantics semantics, MarkPolicy marks, String mark, boolean keepCalls) {
    ClosedLoop loop = new ClosedLoop(semantics, marks, mark, stories, world, keepCalls);
    loops.add(loop);
    return loop;
  }

  @Override
  public void born(TracedTask child, boolean thread) {
    stories.born(child, thread);
    loops.forEach(each -> each.born(child, thread));
  }

  @Override
  public void died(TracedTask leader) {
    // The stories forget a dead parent's children: those who play on look at them first.
    loops.forEach(each -> each.died(leader));
    stories.died(leader);
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    stories.released(leader, autoreaped, line);
    loops.forEach(each -> each.released(leader, autoreaped, line));
  }

  @Override
  public void reapedUnseen(TracedTask leader, long line) {
    stories.reapedUnseen(leader, line);
    loops.forEach(each -> each.reapedUnseen(leader, line));
  }

  @Override
  public void reparented(TracedTask child, TracedTask newParent, long line) {
    stories.reparented(child, newParent, line);
    loops.forEach(each -> each.reparented(child, newParent, line));
  }

  @Override
  public void woken(ThreadGroup parent, TracedTask about) {
    stories.woken(parent, about);
  }

  @Override
  public void waiting(TracedTask caller, RecordedWait wait) {
    loops.forEach(each -> each.waiting(caller, wait));
  }

  @Override
  public void waited(JudgedWait wait) {
    stories.waited(wait);
    loops.forEach(each -> each.waited(wait));
  }

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    for (int i = 0; i < loops.size(); i++) {
      loops.get(i).seen(task, event);
    }
    stories.seen(task, event);
  }

  @Override
  public void ended(World over) {
    loops.forEach(each -> each.ended(over));
    stories.ended(over);
  }
}
