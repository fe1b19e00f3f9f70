/**
 * Reading the kernel's order out of a log: section G of the semantics page.
 *
 * <p>A record of a log is an interval of lines, not a point: a call takes effect somewhere between
 * its first line and its last. The parts of this package say which orders inside those intervals
 * the log allows, and keep what two overlapping records leave open until a wait's result needs it;
 * what each order means for the kernel's state is the replay's to know.
 *
 * <ul>
 *   <li>{@link org.reapscope.analyzer.order.Lookahead} brings a call's end to its beginning and
 *       restores the pairs that must come in one order in merged logs;
 *   <li>{@link org.reapscope.analyzer.order.LinkInterval} bounds a child's place among its
 *       siblings;
 *   <li>{@link org.reapscope.analyzer.order.ChangesInFlight} knows which changes of state a record
 *       overlaps, {@link org.reapscope.analyzer.order.OpenFacts} what that leaves open;
 *   <li>{@link org.reapscope.analyzer.order.NamespaceTies} reads the order of numbers in pid
 *       namespaces;
 *   <li>{@link org.reapscope.analyzer.order.Rule} names every way of accepting another order than
 *       the default one, and every reason not to judge.
 * </ul>
 *
 * <p>Rule names R1 to R10 are those of {@code docs/linearisation.md}.
 */
@NullMarked
package org.reapscope.analyzer.order;

import org.jspecify.annotations.NullMarked;
