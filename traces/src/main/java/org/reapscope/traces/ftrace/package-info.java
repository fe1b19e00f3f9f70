/**
 * Kernel trace logs: tracefs text, {@code trace-cmd report} text, and what every kernel tracer's
 * reader shares.
 *
 * <p>A reader splits a record into task, CPU, time and body; {@link
 * org.reapscope.traces.ftrace.EventText} turns bodies into kernel events whatever their spelling;
 * {@link org.reapscope.traces.ftrace.TaskTracker} alone decides what an event means.
 */
@NullMarked
package org.reapscope.traces.ftrace;

import org.jspecify.annotations.NullMarked;
