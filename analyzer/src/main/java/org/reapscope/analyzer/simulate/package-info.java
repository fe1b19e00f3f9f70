/**
 * The scenario language: small scripts of processes that fork, die and wait, played on the kernel
 * model. {@code docs/simulate.md} has the language with worked examples.
 */
@NullMarked
package org.reapscope.analyzer.simulate;

import org.jspecify.annotations.NullMarked;
