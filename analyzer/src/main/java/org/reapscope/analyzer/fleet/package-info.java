/** Results of many traces summed up by program and by what their names tell. */
@NullMarked
package org.reapscope.analyzer.fleet;

import org.jspecify.annotations.NullMarked;
