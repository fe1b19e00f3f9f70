package org.reapscope.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears whole or not at all: written beside its place under another name and moved
 * there by {@link #publish}. A device or pipe is written to directly.
 */
final class ResultFile implements Closeable {
  private final Path target;
  private final boolean force;
  private final @Nullable Path draft;
  private final OutputStream out;

  /**
   * Begins the file.
   *
   * @throws FileAlreadyExistsException when the file exists and {@code force} is false
   */
  ResultFile(Path target, boolean force) throws IOException {
    this.target = target;
    this.force = force;
    if (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target)) {
      draft = null;
      out = Files.newOutputStream(target);
      return;
    }
    check(target, force);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + " to write " + target + " in");
    }
    // Not a temporary file, which only its owner may read: the result is as open as others made
    // here.
    Path file =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    // An interrupt ends the program without unwinding: no half-written file is left then either.
    file.toFile().deleteOnExit();
    draft = file;
    out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** What a result is written by. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Lets {@code body} write the file, and puts it in its place. */
  static void write(Path target, boolean force, Body body) throws IOException {
    try (ResultFile file = new ResultFile(target, force)) {
      body.writeTo(file.out());
      file.publish();
    }
  }

  /** The same, or to standard output where no file is named. */
  static void write(@Nullable Path target, boolean force, Console console, Body body)
      throws IOException {
    if (target == null) {
      body.writeTo(console.out());
    } else {
      write(target, force, body);
    }
  }

  /** Fails when {@code target} may not be written. */
  static void check(Path target, boolean force) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(target + " is a directory");
    }
    if (!force && Files.isRegularFile(target)) {
      throw new FileAlreadyExistsException(target + " exists; --force replaces it");
    }
  }

  /** The stream to write to. */
  OutputStream out() {
    return out;
  }

  /** Puts the finished file in its place. */
  void publish() throws IOException {
    out.close();
    if (draft == null) {
      return;
    }
    if (!force) {
      check(target, false);
    }
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unsupported) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (draft != null) {
      Files.deleteIfExists(draft);
    }
  }
}
