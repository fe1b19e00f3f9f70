/**
 * What another kernel rule would change: markings chosen with hindsight, the recorded run played on
 * under another profile, and what that means for each child, each process and each spawn site.
 */
@NullMarked
package org.reapscope.analyzer.whatif;

import org.jspecify.annotations.NullMarked;
