/** strace's text in all its forms, versions 4.8 to 7.2. */
@NullMarked
package org.reapscope.traces.strace;

import org.jspecify.annotations.NullMarked;
