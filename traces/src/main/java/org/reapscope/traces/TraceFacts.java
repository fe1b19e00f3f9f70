package org.reapscope.traces;

import java.util.List;
import java.util.Set;

/**
 * What is known of a log as a whole once it has been read: the reader's diary.
 *
 * @param format the contract's format word: strace, ftrace, trace-cmd, trace.dat, perf-script,
 *     perf-trace
 * @param dialect finer description for people, such as "strace -f -ttt -T -y, 5.2 to 6.15 style"
 * @param lines lines (records) read
 * @param events events delivered
 * @param unparsed lines that could not be used
 * @param samples the first few of those
 * @param lost events that the tracer says it lost
 * @param complete false when the log was cut: missing head, open calls at its end, truncated input
 * @param clock clock and precision in words, such as "unix time, microseconds", "none"
 * @param calls names of the system calls that appear at least once
 * @param notes further sentences on what this log can and cannot show
 */
public record TraceFacts(
    String format,
    String dialect,
    long lines,
    long events,
    long unparsed,
    List<Diagnostic> samples,
    long lost,
    boolean complete,
    String clock,
    Set<String> calls,
    List<String> notes) {
  public TraceFacts {
    samples = List.copyOf(samples);
    calls = Set.copyOf(calls);
    notes = List.copyOf(notes);
  }
}
