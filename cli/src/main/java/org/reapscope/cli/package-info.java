/** The command line: options, exit codes, where output goes. Decides nothing about traces. */
@NullMarked
package org.reapscope.cli;

import org.jspecify.annotations.NullMarked;
