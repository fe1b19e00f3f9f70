/**
 * What reaping costs: event-loop turns, poll rounds, drains, zombies, growth, and the alternatives.
 */
@NullMarked
package org.reapscope.analyzer.cost;

import org.jspecify.annotations.NullMarked;
