/** Logs in, process events out: opening, detecting and reading traces of every dialect. */
@NullMarked
package org.reapscope.traces;

import org.jspecify.annotations.NullMarked;
