package org.reapscope.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;

/**
 * Results of finished traces, kept over runs: one JSON object a line, which begins with the {@link
 * TraceKey} in 64 hexadecimal digits.
 *
 * <p>A line cut by a kill is dropped. Failures are not kept: they are tried again.
 */
final class StateFile implements Closeable {
  private static final String HEAD = "{\"key\":\"";
  private static final int KEY = 64;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RandomAccessFile file;
  private final String under;
  private final Map<String, Span> spans = new HashMap<>();

  private record Entry(String key, TraceResult result) {}

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
        String head = new String(start, 0, got, StandardCharsets.ISO_8859_1);
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

  /** The kept result of a trace, null when there is none. */
  synchronized @Nullable TraceResult get(String spec) throws IOException {
    String key = TraceKey.of(spec, under);
    Span span = key == null ? null : spans.get(key);
    if (span == null) {
      return null;
    }
    byte[] line = new byte[span.length];
    file.seek(span.from);
    file.readFully(line);
    try {
      return JSON.readValue(line, Entry.class).result();
    } catch (JsonProcessingException damaged) {
      return null;
    }
  }

  /** Keeps the result of a trace. */
  synchronized void put(String spec, TraceResult result) throws IOException {
    String key = TraceKey.of(spec, under);
    if (key == null) {
      return;
    }
    String text = JSON.writeValueAsString(new Entry(key, result)) + "\n";
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
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
