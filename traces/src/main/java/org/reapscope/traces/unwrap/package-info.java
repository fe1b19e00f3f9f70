/**
 * Takes off a log what stands around its lines by the time it reaches us: quoting, time stamps of
 * log collectors, line numbers, markup, colours, wrapping. One class for each, found by evidence in
 * the first lines; a log that bears none of it is not touched.
 */
@NullMarked
package org.reapscope.traces.unwrap;

import org.jspecify.annotations.NullMarked;
