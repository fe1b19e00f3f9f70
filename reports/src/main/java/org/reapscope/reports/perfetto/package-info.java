/** Chrome trace events, which the Perfetto viewer opens. */
@NullMarked
package org.reapscope.reports.perfetto;

import org.jspecify.annotations.NullMarked;
