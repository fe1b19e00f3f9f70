package org.reapscope.traces.ftrace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.scan.Unparsed;

/** Collects what a log as a whole shows while its records go by. */
public final class Diary {
  private final Unparsed unparsed = new Unparsed();
  private final Set<String> calls = new TreeSet<>();
  private final Set<KernelEvent> kinds = EnumSet.noneOf(KernelEvent.class);
  private final List<String> notes = new ArrayList<>();
  private boolean[] seen = new boolean[0];
  private long lines;
  private long events;
  private long lost;
  private boolean complete = true;
  private long lastTime = Long.MIN_VALUE;
  private long backwards;
  private long firstBackwards;
  private boolean groupDeadShown;

  /** The lines that could not be used. */
  public Unparsed unparsed() {
    return unparsed;
  }

  /** Counts a line or record. */
  public void line() {
    lines++;
  }

  /** Notes the time of a record, to tell when the log's clock goes backwards. */
  public void time(long line, long time) {
    if (time < lastTime && backwards++ == 0) {
      firstBackwards = line;
    }
    lastTime = time;
  }

  /** The log lacks something: a head, an end, or what was lost in between. */
  public void incomplete() {
    complete = false;
  }

  /** Adds a sentence on what this log can and cannot show. */
  public void note(String sentence) {
    notes.add(sentence);
  }

  /** Lines counted so far. */
  public long lines() {
    return lines;
  }

  /** True when no known kernel event and no system call was met. */
  public boolean empty() {
    return kinds.isEmpty() && calls.isEmpty();
  }

  void event() {
    events++;
  }

  void lost(long count) {
    lost += count;
    complete = false;
  }

  void kind(KernelEvent kind) {
    kinds.add(kind);
  }

  void groupDead() {
    groupDeadShown = true;
  }

  void call(Syscall call) {
    int index = call.index();
    if (index < 0) {
      calls.add(call.name());
      return;
    }
    if (index >= seen.length) {
      seen = java.util.Arrays.copyOf(seen, index + 64);
    }
    if (!seen[index]) {
      seen[index] = true;
      calls.add(call.name());
    }
  }

  /** Closes the diary. */
  public TraceFacts facts(String format, String dialect, String clock) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(KernelNotes.of(calls, kinds, groupDeadShown));
    if (backwards > 0) {
      all.add(
          "Time goes backwards "
              + backwards
              + " times, first at line "
              + firstBackwards
              + ": a clock that differs between CPUs, or several recordings in one file.");
    }
    return new TraceFacts(
        format,
        dialect,
        lines,
        events,
        unparsed.count(),
        unparsed.samples(),
        lost,
        complete,
        clock,
        calls,
        all);
  }
}
