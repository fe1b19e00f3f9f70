package org.reapscope.analyzer.result;

/**
 * What the processes of one program, by command name, did about their children in one trace.
 *
 * @param program the command name, empty where the log does not tell it
 * @param waits completed wait calls
 * @param reaped children that those waits took
 * @param tasksScanned candidates that the kernel considered in them
 * @param misreaps children that its generic waits stole
 * @param leaks dead children and orphans that it never reaped
 * @param wastedPolls focused polls that found nothing
 * @param pollsSaved focused polls that an event loop on pidfds would not have made
 */
public record ProgramTotals(
    String program,
    long waits,
    long reaped,
    long tasksScanned,
    long misreaps,
    long leaks,
    long wastedPolls,
    long pollsSaved) {}
