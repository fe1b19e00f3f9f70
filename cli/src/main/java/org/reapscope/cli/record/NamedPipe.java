package org.reapscope.cli.record;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pipe with a name, through which a tracer hands over its log to be compressed. */
final class NamedPipe implements Closeable {
  private final Path folder;
  private final Path path;
  private final RandomAccessFile keeper;
  private final InputStream in;

  private NamedPipe(Path folder, Path path) throws IOException {
    this.folder = folder;
    this.path = path;
    // Open for both at once does not wait for the other side, and keeps the pipe from ending
    // before its writer has come.
    this.keeper = new RandomAccessFile(path.toFile(), "rw");
    this.in = new FileInputStream(path.toFile());
  }

  static NamedPipe create() throws CannotRecordException, IOException {
    Path folder = Files.createTempDirectory("reapscope-record");
    Path path = folder.resolve("log");
    if (Commands.find("mkfifo").isEmpty()) {
      Files.delete(folder);
      throw new CannotRecordException(
          "mkfifo is not installed, which compressing on the fly needs",
          "install coreutils, or record to a plain file");
    }
    Commands.Ran ran = Commands.run(List.of("mkfifo", "-m", "600", path.toString()));
    if (ran.code() != 0) {
      Files.delete(folder);
      throw new IOException("mkfifo: " + ran.text());
    }
    return new NamedPipe(folder, path);
  }

  Path path() {
    return path;
  }

  InputStream in() {
    return in;
  }

  /** No writer comes any more: the pipe ends when those that came have left. */
  void seal() {
    try {
      keeper.close();
    } catch (IOException closed) {
      // It is closed then, which is what was asked.
    }
  }

  @Override
  public void close() throws IOException {
    seal();
    in.close();
    Files.deleteIfExists(path);
    Files.deleteIfExists(folder);
  }
}
