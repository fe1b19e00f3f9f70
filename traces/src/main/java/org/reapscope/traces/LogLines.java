package org.reapscope.traces;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.reapscope.traces.scan.LineReader;

/**
 * Reads chosen lines of a trace a second time, to quote them.
 *
 * <p>Lines are numbered as events number them. The text is what the file holds, cut to {@link
 * #WIDTH} bytes and decoded as UTF-8; it is not made safe to show.
 */
public final class LogLines {
  /** Bytes kept of a line; a longer one ends in an ellipsis. */
  public static final int WIDTH = 600;

  private LogLines() {}

  /**
   * The lines of {@code spec} that {@code wanted} names, as far as the trace has them.
   *
   * <p>Empty for a binary trace, which has records and no lines. The spec must name files: standard
   * input cannot be read twice.
   *
   * @throws IOException when the trace cannot be read
   */
  public static SortedMap<Long, String> read(String spec, SortedSet<Long> wanted)
      throws IOException {
    return read(Traces.Spec.of(spec), wanted);
  }

  static SortedMap<Long, String> read(Traces.Spec named, SortedSet<Long> wanted)
      throws IOException {
    if (wanted.isEmpty()) {
      return Collections.emptySortedMap();
    }
    Path path = Path.of(named.name());
    if (named.mayBeFolder()) {
      TraceFolder folder = TraceFolder.find(path, ReadOptions.DEFAULT);
      if (folder != null) {
        return folder.lines(wanted);
      }
    }
    try (InputStream in = Files.newInputStream(path)) {
      Traces.Opened opened = Traces.detect(named.name(), in, named.format(), ReadOptions.DEFAULT);
      return opened.format() == TraceFormat.TRACE_DAT
          ? Collections.emptySortedMap()
          : lines(opened.plain(), wanted);
    }
  }

  /** The lines of {@code in}, counted from 1. */
  public static SortedMap<Long, String> lines(InputStream in, SortedSet<Long> wanted)
      throws IOException {
    SortedMap<Long, String> found = new TreeMap<>();
    if (wanted.isEmpty()) {
      return found;
    }
    long last = wanted.last();
    LineReader lines = new LineReader(in);
    while (lines.line() < last && lines.next()) {
      if (wanted.contains(lines.line())) {
        found.put(lines.line(), text(lines));
      }
    }
    return found;
  }

  private static String text(LineReader lines) {
    int length = lines.end() - lines.start();
    int kept = Math.min(length, WIDTH);
    String text = new String(lines.buffer(), lines.start(), kept, StandardCharsets.UTF_8);
    return kept < length ? text + "…" : text;
  }
}
