/**
 * The kernel's rules for processes that die and processes that wait, as a pure function of events.
 *
 * <p>No clock, no I/O, no randomness. Section letters in the documentation of this package (A.1,
 * B7, D.2 ...) are those of the semantics page in {@code docs/semantics.md}; function names are
 * those of {@code kernel/exit.c}, {@code fork.c} and {@code signal.c}.
 */
@NullMarked
package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.NullMarked;
