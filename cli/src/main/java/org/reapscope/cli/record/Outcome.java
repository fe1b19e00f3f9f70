package org.reapscope.cli.record;

import java.nio.file.Path;

/**
 * How a recording went.
 *
 * @param file the log
 * @param sidecar what is known of how it was made
 * @param tracer strace or ftrace
 * @param status exit status of the program that was started, 0 when none was
 * @param lines lines of the log
 * @param tasks processes and threads that it shows
 * @param lost events that did not fit into the kernel's buffer
 * @param whole false when the tracer ended before the program
 */
public record Outcome(
    Path file,
    Path sidecar,
    String tracer,
    int status,
    long lines,
    long tasks,
    long lost,
    boolean whole) {}
