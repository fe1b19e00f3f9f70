/** Pictures of results, as PNG or SVG. */
@NullMarked
package org.reapscope.reports.charts;

import org.jspecify.annotations.NullMarked;
