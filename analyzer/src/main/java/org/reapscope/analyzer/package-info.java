/** From process events to answers: kernel model, replay, findings, cost. Knows no file. */
@NullMarked
package org.reapscope.analyzer;

import org.jspecify.annotations.NullMarked;
