/** What the engine costs: JMH benchmarks and a measure of memory; see docs/benchmarks.md. */
@NullMarked
package org.reapscope.benchmarks;

import org.jspecify.annotations.NullMarked;
