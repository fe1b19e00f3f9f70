/**
 * What a trace says happened: immutable events, free of any dialect and of any rule about waiting.
 */
@NullMarked
package org.reapscope.traces.event;

import org.jspecify.annotations.NullMarked;
