package org.reapscope.reports.perfetto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.Lives;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.Totals;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Life;
import org.reapscope.reports.events.CallWords;
import org.reapscope.reports.perfetto.ChromeTrace.Track;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskNamed;

/** Draws the tracks of a trace while it is replayed; holds only what is alive or open. */
final class TrackWriter implements ReplayObserver {
  private final Tracks tracks;
  private final TraceClock clock;
  private final Lives lives = new Lives(this::ended);
  private final Map<Integer, Open> open = new HashMap<>();
  private final Map<Integer, long[]> active = new HashMap<>();
  private final Set<Integer> named = new HashSet<>();
  private @Nullable CallRow reaping;

  /** A call that has begun. */
  private record Open(CallEntered call, Track track, boolean first) {}

  TrackWriter(Tracks tracks, TraceClock clock) {
    this.tracks = tracks;
    this.clock = clock;
  }

  /** Marks a theft. */
  void theft(Finding one) throws IOException {
    tracks.theft(one);
  }

  @Override
  public void born(TracedTask child, boolean thread) {
    lives.born(child, thread);
    name(child);
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    lives.released(leader, autoreaped, line);
  }

  @Override
  public void reapedUnseen(TracedTask leader, long line) {
    lives.reapedUnseen(leader, line);
  }

  @Override
  public void waited(JudgedWait wait) {
    CallRow row = Totals.row(wait);
    write(() -> tracks.call(row));
    note(wait.caller(), clock.start(row), clock.end(row));
    reaping = row;
    lives.waited(wait);
    reaping = null;
  }

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    clock.pass(event.line(), event.time());
    if (event instanceof TaskNamed || !named.contains(task.tid())) {
      name(task);
    }
    if (event instanceof CallEntered entered) {
      cut(open.put(task.tid(), new Open(entered, track(task), isFirst(task))), entered);
    } else if (event instanceof CallReturned returned) {
      open.remove(task.tid());
      if (!(returned.call() instanceof Call.Wait)) {
        call(task, returned);
      }
    } else if (event instanceof TaskExited) {
      cut(open.remove(task.tid()), event);
      named.remove(task.tid());
      tracks.over(track(task));
    }
  }

  @Override
  public void ended(World world) {
    open.values().stream()
        .sorted(Comparator.comparingLong(each -> each.call().line()))
        .forEach(each -> endless(each, clock.last()));
    lives.ended(world);
  }

  private void name(TracedTask task) {
    named.add(task.tid());
    write(() -> tracks.name(process(task), task.tid(), task.comm()));
  }

  private void call(TracedTask task, CallReturned end) {
    long from =
        end.startLine() > 0 && end.startLine() != end.line()
            ? clock.at(end.startLine(), end.startTime())
            : clock.at(end.line(), end.time());
    long at = clock.at(end.line(), end.time());
    boolean oneLine = end.startLine() == end.line();
    long to = oneLine && end.duration() > 0 ? at + end.duration() : at;
    write(
        () ->
            tracks.call(
                CallWords.call(end.call()),
                track(task),
                from,
                to,
                end.line(),
                CallWords.result(end)));
    note(task, from, to);
  }

  /** A call that the log leaves without an end: what comes next on its thread ends it. */
  private void cut(@Nullable Open begun, ProcessEvent by) {
    if (begun != null) {
      endless(begun, clock.at(by.line(), by.time()));
    }
  }

  private void endless(Open begun, long to) {
    CallEntered call = begun.call();
    long from = clock.at(call.line(), call.time());
    long end = Math.max(from, to);
    write(
        () ->
            tracks.call(
                CallWords.call(call.call()),
                begun.track(),
                from,
                end,
                call.line(),
                "no end in the log"));
    if (begun.first()) {
      note(call.tid(), from, end);
    }
  }

  private void ended(Life life) {
    long[] span = active.remove(life.pid());
    CallRow by = reaping;
    write(
        () -> {
          tracks.life(life, span);
          if (by != null) {
            tracks.reaping(life, by);
          }
        });
  }

  private void note(TracedTask task, long from, long to) {
    if (isFirst(task)) {
      note(task.tid(), from, to);
    }
  }

  private void note(int thread, long from, long to) {
    long[] span = active.computeIfAbsent(thread, key -> new long[] {from, to});
    // Its life is written after its calls: it has to begin before them to lie around them.
    span[0] = Math.max(0, Math.min(span[0], from - 1));
    span[1] = Math.max(span[1], to);
  }

  private static boolean isFirst(TracedTask task) {
    return process(task) == task.tid();
  }

  private static int process(TracedTask task) {
    return task.task().group().leader().tid();
  }

  private Track track(TracedTask task) {
    return tracks.track(process(task), task.tid());
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static void write(Step step) {
    try {
      step.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
