package org.reapscope.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;

/**
 * Results of finished traces, kept over runs: one JSON object a line, of the {@link TraceKey} in 64
 * hexadecimal digits and the result in base 64 as {@link ResultCodec} packs it.
 *
 * <p>A line cut by a kill is dropped. Failures are not kept: they are tried again.
 */
final class StateFile implements Closeable {
  private static final String HEAD = "{\"key\":\"";
  private static final int KEY = 64;
  private static final String MIDDLE = "\",\"result\":\"";
  private static final String TAIL = "\"}\n";

  private final RandomAccessFile file;
  private final String under;
  private final Map<String, Span> spans = new HashMap<>();

  private record Span(long from, int length) {}

  /**
   * Opens or begins the file.
   *
   * @throws IOException when it cannot be read or is no state file
   */
  StateFile(Path path, AnalysisOptions options) throws IOException {
    this.under = Version.number() + " " + options;
    long whole = Files.exists(path) ? index(path) : 0;
    this.file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(whole);
  }

  /** Finds the lines; returns where the last whole one ends. */
  private long index(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      byte[] start = new byte[HEAD.length() + KEY];
      long from = 0;
      while (true) {
        int got = in.readNBytes(start, 0, start.length);
        String head = new String(start, 0, got, ISO_8859_1);
        if (!head.startsWith(HEAD) && !HEAD.startsWith(head)) {
          throw new IOException(path + ": not a state file; name another, or a new one");
        }
        long length = got;
        int next = got < start.length ? -1 : 0;
        while (next >= 0 && next != '\n') {
          next = in.read();
          length++;
        }
        if (next < 0) {
          return from;
        }
        spans.put(head.substring(HEAD.length()), new Span(from, (int) length));
        from += length;
      }
    }
  }

  /**
   * Under what the result of a trace is kept. To be asked before the trace is read: one that grows
   * meanwhile is then done again.
   */
  @Nullable String key(String spec) throws IOException {
    return TraceKey.of(spec, under);
  }

  /** The kept result, null when there is none or its line is damaged. */
  @Nullable TraceResult get(@Nullable String key) throws IOException {
    byte[] line = key == null ? null : line(key);
    if (line == null) {
      return null;
    }
    int from = HEAD.length() + KEY + MIDDLE.length();
    try {
      String text = new String(line, from, line.length - TAIL.length() - from, ISO_8859_1);
      return ResultCodec.decode(Base64.getDecoder().decode(text));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      return null;
    }
  }

  private synchronized byte @Nullable [] line(String key) throws IOException {
    Span span = spans.get(key);
    if (span == null) {
      return null;
    }
    byte[] line = new byte[span.length];
    file.seek(span.from);
    file.readFully(line);
    return line;
  }

  /** Keeps a result; under no key, it does not. */
  void put(@Nullable String key, TraceResult result) throws IOException {
    if (key == null) {
      return;
    }
    String packed = Base64.getEncoder().encodeToString(ResultCodec.encode(result));
    append(key, (HEAD + key + MIDDLE + packed + TAIL).getBytes(ISO_8859_1));
  }

  private synchronized void append(String key, byte[] line) throws IOException {
    long from = file.length();
    file.seek(from);
    file.write(line);
    spans.put(key, new Span(from, line.length));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
