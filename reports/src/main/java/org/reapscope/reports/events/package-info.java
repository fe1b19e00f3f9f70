/** The linearised events of a log, written one by one as they are read. */
@NullMarked
package org.reapscope.reports.events;

import org.jspecify.annotations.NullMarked;
