package org.reapscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What makes the analysis of a trace the same again. */
final class TraceKey {
  private TraceKey() {}

  /**
   * A digest of the trace's path, size and time of change, and of {@code under}: the rules and the
   * version. Null for a trace that cannot be recognised again, such as standard input.
   */
  static @Nullable String of(String spec, String under) throws IOException {
    Path path = path(spec);
    if (path == null) {
      return null;
    }
    long size = 0;
    long changed = 0;
    for (Path file : filesOf(path)) {
      size += Files.size(file);
      changed = Math.max(changed, Files.getLastModifiedTime(file).toMillis());
    }
    String text = path.toAbsolutePath() + "\n" + spec + "\n" + size + " " + changed + "\n" + under;
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A trace's bytes as stored; 0 where that cannot be told. */
  static long size(String spec) {
    try {
      Path path = path(spec);
      long size = 0;
      for (Path file : path == null ? List.<Path>of() : filesOf(path)) {
        size += Files.size(file);
      }
      return size;
    } catch (IOException | InvalidPathException unknown) {
      return 0;
    }
  }

  /** The file or directory that a spec names, null for another thing. */
  private static @Nullable Path path(String spec) {
    Path path = Path.of(spec);
    if (!Files.exists(path)) {
      path = Path.of(spec.substring(spec.indexOf(':') + 1));
    }
    return Files.isRegularFile(path) || Files.isDirectory(path) ? path : null;
  }

  private static List<Path> filesOf(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
