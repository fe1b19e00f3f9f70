/**
 * The semantics profiles: one small class for each kernel, stating only what it does differently
 * from Linux 5.13 (section E of {@code docs/semantics.md}).
 */
@NullMarked
package org.reapscope.analyzer.semantics;

import org.jspecify.annotations.NullMarked;
