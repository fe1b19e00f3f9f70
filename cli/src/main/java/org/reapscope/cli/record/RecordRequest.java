package org.reapscope.cli.record;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recording to be made.
 *
 * @param target what to record
 * @param file where to; compressed by its ending .zst or .gz
 * @param force whether {@code file} may replace another
 * @param duration after which the recording ends; null for when the program does
 * @param bufferKilobytes kernel buffer of each processor for ftrace; 0 for what suits the memory
 * @param live whether the log is read as it grows, so that it must not lag behind
 * @param options the options as given, for the sidecar
 * @param version this program's version, for the sidecar
 */
public record RecordRequest(
    Target target,
    Path file,
    boolean force,
    @Nullable Duration duration,
    long bufferKilobytes,
    boolean live,
    List<String> options,
    String version) {
  /** Copies the options. */
  public RecordRequest {
    options = List.copyOf(options);
  }
}
