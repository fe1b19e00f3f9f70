/** The audit over many traces as an Apache Spark job: one task a trace, results as Parquet. */
@NullMarked
package org.reapscope.fleet;

import org.jspecify.annotations.NullMarked;
