package org.reapscope.analyzer.result;

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
    long tasksScanned) {}
