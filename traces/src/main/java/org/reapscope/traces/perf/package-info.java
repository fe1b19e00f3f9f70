/** Text logs of perf: {@code perf script} and {@code perf trace}. */
@NullMarked
package org.reapscope.traces.perf;

import org.jspecify.annotations.NullMarked;
