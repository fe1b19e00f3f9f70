/** What an analysis of a trace found: plain data for reports, shaped like the JSON contract. */
@NullMarked
package org.reapscope.analyzer.result;

import org.jspecify.annotations.NullMarked;
