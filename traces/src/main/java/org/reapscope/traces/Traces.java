package org.reapscope.traces;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens traces.
 *
 * <p>A spec is a path, {@code -} for standard input, or {@code FORMAT:path}, which skips detection.
 * Compression is found by the first bytes, the format by the first lines.
 */
public final class Traces {
  private static final int HEAD = 64 << 10;

  private Traces() {}

  /** Opens {@code spec} with the default limits. */
  public static TraceReader open(String spec) throws IOException {
    return open(spec, ReadOptions.DEFAULT);
  }

  /**
   * Opens {@code spec}.
   *
   * @throws TraceException when there is no such input, or it is no trace
   * @throws IOException when it cannot be read
   */
  public static TraceReader open(String spec, ReadOptions options) throws IOException {
    int colon = spec.indexOf(':');
    TraceFormat forced =
        colon < 0 ? null : TraceFormat.ofWord(spec.substring(0, colon)).orElse(null);
    String name = forced == null ? spec : spec.substring(colon + 1);
    if (name.equals("-")) {
      return open("standard input", System.in, forced, options);
    }
    return open(name, Files.newInputStream(existing(name)), forced, options);
  }

  private static Path existing(String name) throws TraceException {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw new TraceException(name + ": not a path: " + e.getReason());
    }
    if (!Files.exists(path)) {
      throw new TraceException(name + ": no such file or directory");
    }
    if (Files.isDirectory(path)) {
      throw new TraceException(name + ": is a directory without NAME.PID files of strace -ff");
    }
    if (!Files.isReadable(path)) {
      throw new TraceException(name + ": permission denied");
    }
    return path;
  }

  /** Opens a stream; {@code name} stands in messages. */
  static TraceReader open(
      String name, InputStream in, @Nullable TraceFormat forced, ReadOptions options)
      throws IOException {
    try {
      PeekedInput raw = new PeekedInput(in, 16);
      Compression compression = Compression.of(raw.head(), raw.head().length);
      ExpandedInput expanded =
          compression == Compression.NONE
              ? null
              : new ExpandedInput(name, raw, compression, options);
      PeekedInput plain = new PeekedInput(expanded == null ? raw : expanded, HEAD);
      TraceFormat format = forced == null ? detect(name, plain.head(), expanded) : forced;
      return new OpenedTrace(name, format.open(plain), expanded);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static TraceFormat detect(String name, byte[] head, @Nullable ExpandedInput expanded)
      throws TraceException {
    if (head.length == 0) {
      String damage = expanded == null ? null : expanded.damage();
      throw new TraceException(name + ": " + (damage == null ? "empty" : damage));
    }
    Optional<TraceFormat> format = TraceFormat.detect(head);
    if (format.isEmpty()) {
      throw new TraceException(
          name
              + ": not a trace: expected one of "
              + TraceFormat.words()
              + ", found "
              + Contents.describe(head));
    }
    return format.get();
  }
}
