package org.reapscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    Path path = Path.of(spec);
    if (!Files.exists(path)) {
      path = Path.of(spec.substring(spec.indexOf(':') + 1));
    }
    if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
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
