package org.reapscope.analyzer.result;

import org.reapscope.traces.event.ProcessEvent;

/**
 * One completed wait call, recorded and replayed.
 *
 * @param line the call's last line
 * @param time its clock in nanoseconds, or {@code ProcessEvent.NO_TIME}
 * @param call the call in words, such as {@code wait4(-1, WNOHANG)}
 * @param recorded result as recorded: a pid with status, 0, an errno name
 * @param replayed result under the replayed semantics
 * @param rule the inference rule or reason when evidence is not exact, else empty
 * @param tasksScanned candidates the kernel considered
 * @param process the caller's process, by its thread group's number
 * @param startLine line of the call's beginning, 0 when that is not in the log
 * @param startTime clock of the beginning in nanoseconds, or {@code ProcessEvent.NO_TIME}
 * @param nanos nanoseconds spent in the call as the tracer measured them, -1 when not shown
 * @param generic whether it names no single child
 * @param child number of the child whose state it reports, as the log's prefixes count; else 0
 */
public record CallRow(
    long line,
    int tid,
    long time,
    String call,
    String recorded,
    String replayed,
    Evidence evidence,
    String rule,
    long tasksScanned,
    int process,
    long startLine,
    long startTime,
    long nanos,
    boolean generic,
    int child) {

  /** The same call, answered otherwise. */
  public CallRow answered(String answer, Evidence how, String why, long scanned) {
    return new CallRow(
        line, tid, time, call, recorded, answer, how, why, scanned, process, startLine, startTime,
        nanos, generic, child);
  }

  /** Clock of the call's end in nanoseconds, or {@code ProcessEvent.NO_TIME}. */
  public long endTime() {
    boolean startsHere = line == startLine && time == startTime;
    return startsHere && nanos > 0 && time != ProcessEvent.NO_TIME ? time + nanos : time;
  }
}
