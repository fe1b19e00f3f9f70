package org.reapscope.analyzer.result;

import java.util.List;

/**
 * The recorded run played on under another rule, with callers that adapt to the answers they get.
 *
 * @param semantics the profile played under
 * @param mark the marking
 * @param marked children that carry the mark
 * @param fixed marked children that were stolen and now reach their owner
 * @param unchanged marked children collected as before
 * @param improved those of them for which the mark opens a cheaper way
 * @param leaks marked children that stay zombies
 * @param hangs marked children whose end never reaches the code that depends on it
 * @param alive marked children that still lived when the log ended, which are not judged
 * @param misreaps children stolen under this rule
 * @param stuck threads that would sleep in a wait for ever and so never do what they did
 * @param spins threads whose blocking wait would fail at once again and again
 * @param callsRecorded completed waits in the recording
 * @param callsPlayed waits made under this rule, loops adapted
 * @param different waits whose answer is another one
 * @param tasksScanned candidates the kernel would have considered
 * @param children every marked child, the gravest outcome first, cut at a limit
 */
public record WhatIf(
    String semantics,
    String mark,
    long marked,
    long fixed,
    long unchanged,
    long improved,
    long leaks,
    long hangs,
    long alive,
    long misreaps,
    long stuck,
    long spins,
    long callsRecorded,
    long callsPlayed,
    long different,
    long tasksScanned,
    List<ChildOutcome> children) {
  public WhatIf {
    children = List.copyOf(children);
  }
}
