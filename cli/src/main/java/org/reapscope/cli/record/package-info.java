/**
 * Recording a running program with strace or ftrace, and asking what can be recorded here. Starts
 * processes from argument lists only, and leaves none behind. Knows no command-line option.
 */
@NullMarked
package org.reapscope.cli.record;

import org.jspecify.annotations.NullMarked;
