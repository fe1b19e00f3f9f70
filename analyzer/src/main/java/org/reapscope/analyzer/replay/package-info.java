/**
 * Puts every recorded wait to the kernel model and compares the answers.
 *
 * <p>Rule names R1 to R10 are those of {@code docs/linearisation.md}.
 */
@NullMarked
package org.reapscope.analyzer.replay;

import org.jspecify.annotations.NullMarked;
