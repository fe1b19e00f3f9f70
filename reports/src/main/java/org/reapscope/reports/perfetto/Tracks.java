package org.reapscope.reports.perfetto;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Life;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.perfetto.ChromeTrace.Tint;
import org.reapscope.reports.perfetto.ChromeTrace.Track;

/**
 * What the tracks of one trace show: a thread's calls, on the first thread of a process its life
 * around them, an arrow from each death to the wait that took it, marks and arrows for thefts.
 */
final class Tracks {
  /** Pids end below 2^22; those of a second trace are counted from here on. */
  private static final long PER_TRACE = 10_000_000;

  private final ChromeTrace out;
  private final TraceClock clock;
  private final long base;

  /** Until when a track is taken: tracers round, and slices of one track must not cross. */
  private final Map<Track, Long> taken = new HashMap<>();

  /** The tracks of the trace of this number, from 0. */
  Tracks(ChromeTrace out, TraceClock clock, long trace) {
    this.out = out;
    this.clock = clock;
    this.base = trace * PER_TRACE;
  }

  Track track(int process, int thread) {
    return new Track(base + process, base + thread);
  }

  /** Names a thread, and its process when it is the first of it. */
  void name(int process, int thread, String comm) throws IOException {
    Track track = track(process, thread);
    if (thread == process) {
      out.processName(track, comm.isEmpty() ? "process " + process : comm);
    }
    out.threadName(track, comm.isEmpty() ? "thread" : comm);
  }

  /**
   * Draws a process alive, then dead until it is reaped.
   *
   * @param span first and last moment of its first thread's calls, which a life encloses: a child
   *     may speak before the call that made it has come back
   */
  void life(Life life, long @Nullable [] span) throws IOException {
    long from = clock.at(life.spawnLine(), life.spawnTime());
    long to = life.exitLine() > 0 ? clock.at(life.exitLine(), life.exitTime()) : clock.last();
    if (span != null) {
      from = Math.min(from, span[0]);
      to = Math.max(to, span[1]);
    }
    Track track = track(life.pid(), life.pid());
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("spawnLine", life.spawnLine());
    args.put("parent", life.parent());
    args.put("status", Sanitizer.name(life.status()));
    out.slice("alive", track, from, to, Tint.NONE, args);
    if (life.exitLine() > 0 && !life.autoreaped()) {
      long reaped = life.reapLine() > 0 ? clock.at(life.reapLine(), life.reapTime()) : clock.last();
      out.slice("dead, not reaped", track, to, Math.max(to, reaped), Tint.BAD, Map.of());
    }
  }

  /** Draws a wait call with its answers. */
  void call(CallRow call) throws IOException {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("line", call.line());
    args.put("recorded", call.recorded());
    args.put("replayed", call.replayed());
    args.put("evidence", call.evidence().word());
    Track track = track(call.process(), call.tid());
    lay(call.call(), track, clock.start(call), clock.end(call), args);
  }

  /** Draws a call other than a wait, or one without an end in the log. */
  void call(String words, Track track, long from, long to, long line, String result)
      throws IOException {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("line", line);
    args.put("recorded", result);
    lay(words, track, from, to, args);
  }

  private void lay(String words, Track track, long from, long to, Map<String, ?> args)
      throws IOException {
    long begin = Math.max(from, taken.getOrDefault(track, 0L));
    long end = Math.max(begin, to);
    taken.put(track, end);
    out.slice(words, track, begin, end, Tint.NONE, args);
  }

  /** A thread is gone: forgets its track. */
  void over(Track track) {
    taken.remove(track);
  }

  /** Draws an arrow from a death to the end of the wait that took it. */
  void reaping(Life life, CallRow call) throws IOException {
    if (life.reaper() != 0 && life.exitLine() > 0) {
      // Inside the slice: its end belongs to whatever comes next.
      long end = Math.max(clock.start(call), clock.end(call) - 1);
      long death = clock.at(life.exitLine(), life.exitTime());
      out.arrow(
          "reaped", track(life.pid(), life.pid()), death, track(call.process(), call.tid()), end);
    }
  }

  /** Marks a theft where it happens and, with an arrow, where it is noticed. */
  void theft(Finding one) throws IOException {
    Finding.Act stealer = one.stealer();
    if (stealer == null) {
      return;
    }
    Track thief = track(one.process().pid(), stealer.tid());
    long at = clock.at(stealer.line(), stealer.time());
    out.mark(Sanitizer.name(one.rule()) + ": " + one.message(), thief, at, Tint.TERRIBLE);
    Finding.Victim victim = one.victim();
    if (victim != null && victim.line() > 0) {
      long noticed = clock.at(victim.line(), victim.time());
      Track loser = track(one.process().pid(), victim.tid());
      // Arrows hang on slices, and a time that a log prints may be either end of a call.
      moment("stolen here", thief, at, stealer.line());
      moment("missed here: " + victim.symptom(), loser, noticed, victim.line());
      out.arrow("stolen from", thief, at, loser, noticed);
    }
  }

  private void moment(String name, Track track, long at, long line) throws IOException {
    out.slice(name, track, at, at + 1, Tint.TERRIBLE, Map.of("line", line));
  }
}
