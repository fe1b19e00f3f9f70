/** The finding rules: one detector a rule, all watching one replay, most through its case files. */
@NullMarked
package org.reapscope.analyzer.findings;

import org.jspecify.annotations.NullMarked;
