package org.reapscope.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.TraceResult;

/**
 * Outcomes that came before their turn. A few are kept in memory; while one trace of gigabytes
 * holds up those behind it, the rest go to a temporary file.
 */
final class OutcomeShelf implements Closeable {
  private final int room;
  private int inMemory;
  private @Nullable RandomAccessFile file;

  /** Keeps up to {@code room} outcomes in memory. */
  OutcomeShelf(int room) {
    this.room = room;
  }

  /** Hands back what was put. */
  @FunctionalInterface
  interface Kept {
    TraceOutcome take() throws IOException;
  }

  /** Puts one away. */
  Kept put(TraceOutcome outcome) throws IOException {
    TraceResult result = outcome.result();
    synchronized (this) {
      if (result == null || inMemory < room) {
        inMemory += result == null ? 0 : 1;
        return () -> back(outcome);
      }
    }
    byte[] bytes = ResultCodec.encode(result);
    long from = append(bytes);
    return () -> TraceOutcome.done(outcome.trace(), ResultCodec.decode(read(from, bytes.length)));
  }

  private synchronized TraceOutcome back(TraceOutcome outcome) {
    inMemory -= outcome.result() == null ? 0 : 1;
    return outcome;
  }

  private synchronized long append(byte[] bytes) throws IOException {
    RandomAccessFile open = file == null ? begin() : file;
    long from = open.length();
    open.seek(from);
    open.write(bytes);
    return from;
  }

  private RandomAccessFile begin() throws IOException {
    Path path = Files.createTempFile("reapscope-", ".results");
    // An interrupt ends the program without unwinding.
    path.toFile().deleteOnExit();
    RandomAccessFile open = new RandomAccessFile(path.toFile(), "rw");
    file = open;
    // Where the system allows it, the file is gone as soon as it is closed, however that happens.
    Files.deleteIfExists(path);
    return open;
  }

  private synchronized byte[] read(long from, int length) throws IOException {
    RandomAccessFile open = file;
    if (open == null) {
      throw new IllegalStateException("nothing was written");
    }
    byte[] bytes = new byte[length];
    open.seek(from);
    open.readFully(bytes);
    return bytes;
  }

  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
