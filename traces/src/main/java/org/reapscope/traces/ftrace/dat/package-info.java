/**
 * trace-cmd's binary file, trace.dat, versions 6 and 7, as trace-cmd.dat.v6(5) and
 * trace-cmd.dat.v7(5) lay it out: event formats from the file itself, ring-buffer pages per CPU.
 */
@NullMarked
package org.reapscope.traces.ftrace.dat;

import org.jspecify.annotations.NullMarked;
