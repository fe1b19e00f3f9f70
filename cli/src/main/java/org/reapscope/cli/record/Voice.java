package org.reapscope.cli.record;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a recording speaks to whoever runs it.
 *
 * @param say takes one sentence
 * @param progress takes the line that shows how far it is, empty to take it away; null where nobody
 *     watches
 */
public record Voice(Consumer<String> say, @Nullable Consumer<String> progress) {}
