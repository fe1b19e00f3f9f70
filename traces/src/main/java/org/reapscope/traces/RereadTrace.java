package org.reapscope.traces;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A trace that is read twice: for its events, then for the lines to quote. Standard input and
 * pipes, which give their bytes once, are copied to a temporary file first, compressed as they are.
 */
public final class RereadTrace implements Closeable {
  private final String spec;
  private final Traces.Spec named;
  private final @Nullable Path copy;

  private RereadTrace(String spec, Traces.Spec named, @Nullable Path copy) {
    this.spec = spec;
    this.named = named;
    this.copy = copy;
  }

  /**
   * Prepares what {@code spec} names, as {@link Traces#open} understands it.
   *
   * @throws IOException when it has to be copied and cannot be
   */
  public static RereadTrace of(String spec) throws IOException {
    Traces.Spec named = Traces.Spec.of(spec);
    boolean standard = named.name().equals("-");
    Path path = standard ? null : Traces.path(named.name());
    boolean once = path == null || Files.exists(path) && !lasts(path);
    if (!once) {
      return new RereadTrace(spec, named, null);
    }
    Path copy = Files.createTempFile("reapscope", ".log");
    copy.toFile().deleteOnExit();
    RereadTrace trace = new RereadTrace(spec, named, copy);
    try {
      if (path == null) {
        Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.copy(Files.newInputStream(path), copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return trace;
    } catch (IOException | RuntimeException failed) {
      trace.close();
      throw failed;
    }
  }

  private static boolean lasts(Path path) {
    return Files.isRegularFile(path) || Files.isDirectory(path);
  }

  /** Opens it for its events. */
  public TraceReader open() throws IOException {
    if (copy == null) {
      return Traces.open(spec);
    }
    String name = named.name().equals("-") ? "standard input" : named.name();
    return Traces.open(name, Files.newInputStream(copy), named.format(), ReadOptions.DEFAULT);
  }

  /** The lines that {@code wanted} names, as {@link LogLines#read} gives them. */
  public SortedMap<Long, String> lines(SortedSet<Long> wanted) throws IOException {
    return LogLines.read(
        copy == null ? named : new Traces.Spec(named.format(), copy.toString()), wanted);
  }

  @Override
  public void close() throws IOException {
    if (copy != null) {
      Files.deleteIfExists(copy);
    }
  }
}
