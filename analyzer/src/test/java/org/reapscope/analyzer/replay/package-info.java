@NullMarked
package org.reapscope.analyzer.replay;

import org.jspecify.annotations.NullMarked;
