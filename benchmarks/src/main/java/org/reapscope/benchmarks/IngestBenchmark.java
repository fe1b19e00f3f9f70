package org.reapscope.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.reapscope.analyzer.order.Linearisation;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.scan.LineReader;
import org.reapscope.traces.scan.Sieve;
import org.reapscope.traces.scan.SiftedLines;
import org.reapscope.traces.strace.StraceReader;

/**
 * The way of a log's bytes to ordered events, one stage more in each measurement: finding lines,
 * cutting chunks, sifting and parsing, ordering. All on one thread but the last two, which read
 * ahead where there is a second processor.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class IngestBenchmark {
  private static final int CHILDREN = 4000;

  /** Calls that tell nothing of processes between a child's beginning and its end. */
  @Param({"0", "80"})
  int between;

  private byte[] log = new byte[0];

  /** Writes the log: a supervisor's children, one after another, each with its calls. */
  @Setup
  public void write() {
    StringBuilder text = new StringBuilder();
    long micros = 0;
    for (int pid = 1000; pid < 1000 + CHILDREN; pid++) {
      micros = line(text, 700, micros, "fork() = " + pid + " <0.000090>");
      micros = line(text, 700, micros, "wait4(-1,  <unfinished ...>");
      for (int i = 0; i < between; i++) {
        micros =
            line(
                text,
                pid,
                micros,
                i % 2 == 0
                    ? "openat(AT_FDCWD</srv>, \"/srv/data/" + i + "\", O_RDONLY) = 3</srv/data/" + i
                    : "read(3</srv/data/" + i + ">, \"0123456789\"..., 131072) = 4096 <0.000009>");
      }
      micros = line(text, pid, micros, "exit_group(0) = ?");
      micros = line(text, pid, micros, "+++ exited with 0 +++");
      micros =
          line(
              text,
              700,
              micros,
              "<... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = " + pid);
    }
    log = text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static long line(StringBuilder text, int pid, long micros, String body) {
    text.append(pid).append(" 1790000");
    text.append(String.format("%03d.%06d ", micros / 1_000_000, micros % 1_000_000));
    text.append(body).append('\n');
    return micros + 7;
  }

  /** Lines found. */
  @Benchmark
  public long findLines() throws IOException {
    long bytes = 0;
    try (LineReader lines = new LineReader(new ByteArrayInputStream(log))) {
      while (lines.next()) {
        bytes += lines.end() - lines.start();
      }
    }
    return bytes;
  }

  /** Lines found and listed, chunk by chunk. */
  @Benchmark
  public long cutChunks() throws IOException {
    try (SiftedLines lines = new SiftedLines(new ByteArrayInputStream(log), () -> Sieve.OPEN, 0)) {
      while (lines.next()) {
        // Only counted.
      }
      return lines.line();
    }
  }

  /** Events read. */
  @Benchmark
  public long read() throws IOException {
    long[] events = new long[1];
    EventSink count = event -> events[0]++;
    new StraceReader(new ByteArrayInputStream(log)).read(count);
    return events[0];
  }

  /** Events read and put into order. */
  @Benchmark
  public long readAndOrder() throws IOException {
    long[] events = new long[1];
    Linearisation ordered = new Linearisation(event -> events[0]++);
    new StraceReader(new ByteArrayInputStream(log)).read(ordered);
    ordered.finish();
    return events[0];
  }
}
