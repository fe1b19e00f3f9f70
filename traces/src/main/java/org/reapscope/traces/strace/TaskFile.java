package org.reapscope.traces.strace;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.scan.LineReader;

/**
 * One file of a {@code -ff} set: the events of one task in order, read only as far as the merge
 * needs.
 *
 * <p>Its head is the next event. A call that took time has two places in the merge: its start and
 * its end, which is the start plus the printed duration, or without -T just before the task's next
 * line.
 */
final class TaskFile implements Closeable, Comparable<TaskFile> {
  private static final int BUFFER = 16 << 10;
  private static final long CUT_OFF = 2_000;
  private static final int RANK_EXIT = 0;
  private static final int RANK_START = 1;
  private static final int RANK_END = 2;
  private static final int RANK_NEW = 3;

  private final StraceFiles.Member member;
  private final int order;
  private final long firstTime;
  private final int days;
  private final ArrayDeque<ProcessEvent> events = new ArrayDeque<>();
  private @Nullable LineReader lines;
  private @Nullable StraceParser parser;
  private @Nullable Diary diary;
  private long headLine;
  private long timeAfter = ProcessEvent.NO_TIME;
  private boolean inside;
  private long enteredAt;
  private boolean ended;
  private long notBefore = Long.MIN_VALUE;

  TaskFile(StraceFiles.Member member, int order, long firstTime, int days) {
    this.member = member;
    this.order = order;
    this.firstTime = firstTime;
    this.days = days;
  }

  StraceFiles.Member member() {
    return member;
  }

  boolean isOpen() {
    return lines != null;
  }

  /** Opens the file and reads up to its first event; false when it has none. */
  boolean open(Diary shared, IntMap<Task> tasks) throws IOException {
    diary = shared;
    lines = new LineReader(member.open(), BUFFER);
    parser =
        new StraceParser(shared, events::add, new Owners(tasks, member.tid()), new Clock(days));
    return advance();
  }

  /** The next event, or null at the end. */
  @Nullable ProcessEvent head() {
    return events.peek();
  }

  /** When the head happened, as far as this task's own order allows. */
  long key() {
    ProcessEvent head = events.peek();
    if (head == null) {
      return firstTime;
    }
    return Math.max(notBefore, inside ? endOf(head) : head.time());
  }

  private int rank() {
    ProcessEvent head = events.peek();
    return head == null
        ? RANK_NEW
        : inside ? RANK_END : head instanceof TaskExited ? RANK_EXIT : RANK_START;
  }

  /** True when the head is a call that took time and whose start has not been passed on. */
  boolean begins() {
    return !inside && events.peek() instanceof CallReturned call && endOf(call) > call.time();
  }

  /** True when another file has something to say before the head's call ends. */
  boolean overlaps(@Nullable TaskFile other) {
    ProcessEvent head = events.peek();
    return other != null && head != null && other.key() <= endOf(head);
  }

  /** Notes that the head's start was passed on as line {@code number} of the merge. */
  void enter(long number) {
    inside = true;
    enteredAt = number;
  }

  /** Notes that a call which the file itself splits was entered as line {@code number}. */
  void noteEntry(long number) {
    enteredAt = number;
  }

  boolean inside() {
    return inside;
  }

  /** The merge's line at which the head's call was entered. */
  long enteredAt() {
    return enteredAt;
  }

  /** When the head's call ends. */
  long endOf(ProcessEvent head) {
    if (!(head instanceof CallReturned call) || call.startLine() != call.line()) {
      return head.time();
    }
    Call what = call.call();
    if (call.duration() >= 0) {
      long end = call.time() + call.duration();
      return isCutWait(call) ? latestEnd(end) : end;
    }
    return mayTakeTime(what) && timeAfter != ProcessEvent.NO_TIME
        ? Math.max(call.time(), timeAfter)
        : call.time();
  }

  /**
   * Calls that sleep, and those that decide what a wait sees from an unknown moment on: without -T
   * they may have done so at any time before the task's next line.
   */
  private static boolean mayTakeTime(Call call) {
    return call instanceof Call.Wait
        || call instanceof Call.Spawn
        || call instanceof Call.LoopWait
        || call instanceof Call.Exec
        || call instanceof Call.SetPgid
        || call instanceof Call.SetSid
        || call instanceof Call.SetSubreaper
        || call instanceof Call.SigAction action && action.signal() == Signals.CHLD;
  }

  /** When the head's call ended as printed, which is no later than its place in the merge. */
  long printedEnd() {
    return events.peek() instanceof CallReturned call
            && call.startLine() == call.line()
            && isCutWait(call)
        ? Math.min(key(), call.time() + call.duration())
        : key();
  }

  private static boolean isCutWait(CallReturned call) {
    return call.call() instanceof Call.Wait && call.duration() > 0;
  }

  /**
   * The last moment at which a wait can have come back: what it reports happened before that. Its
   * start and its duration are both cut to whole microseconds.
   */
  private long latestEnd(long earliest) {
    long latest = earliest + CUT_OFF;
    return timeAfter == ProcessEvent.NO_TIME
        ? latest
        : Math.max(earliest, Math.min(latest, timeAfter));
  }

  /** Removes the head; false when the file has no more events. */
  boolean next() throws IOException {
    notBefore = key();
    inside = false;
    events.poll();
    return advance();
  }

  /** Reads until the head's line is complete and the time of the line after it is known. */
  private boolean advance() throws IOException {
    ProcessEvent head = events.peek();
    if (head == null || head.line() != headLine) {
      timeAfter = ProcessEvent.NO_TIME;
    }
    while (!ended && (events.isEmpty() || timeAfter == ProcessEvent.NO_TIME)) {
      readLine();
      head = events.peek();
      if (head != null) {
        headLine = head.line();
        if (lines != null && parser != null && lines.line() > headLine) {
          timeAfter = parser.time();
        }
      }
    }
    if (events.isEmpty()) {
      close();
      return false;
    }
    headLine = events.peek().line();
    return true;
  }

  private void readLine() throws IOException {
    if (lines == null || parser == null || diary == null) {
      ended = true;
    } else if (lines.next()) {
      parser.line(lines.buffer(), lines.start(), lines.end(), lines.line());
      // Else a call is known only with the next one, and the lines between them are not heard of.
      parser.pause();
      diary.cutLines += lines.cut() ? 1 : 0;
      diary.unterminated |= StraceReader.isCut(lines);
    } else {
      parser.end();
      ended = true;
    }
  }

  @Override
  public int compareTo(TaskFile other) {
    int byTime = Long.compare(key(), other.key());
    if (byTime != 0) {
      return byTime;
    }
    int byRank = Integer.compare(rank(), other.rank());
    return byRank != 0 ? byRank : Integer.compare(order, other.order);
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }
}
