package org.reapscope.traces.strace;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.LineReader;
import org.reapscope.traces.scan.SiftedLines;

/** Reads one strace log. */
public final class StraceReader implements TraceReader {
  private static final byte[] EXIT = Bytes.ascii(" +++");

  private final InputStream in;
  private boolean onOneThread;
  private @Nullable StraceParser parser;

  /** Reads {@code in}, which is closed at the end of {@link #read}. */
  public StraceReader(InputStream in) {
    this.in = in;
  }

  /** How much the bytes look like a strace log, 0 to 100. */
  public static int sniff(byte[] head, int length) {
    return StraceSniffer.score(head, length);
  }

  /**
   * The system calls that a recording needs: all that are read, but for read itself, which is too
   * frequent for what it tells.
   */
  public static List<String> recordedCalls() {
    return Arrays.stream(Syscall.values())
        .filter(call -> call != Syscall.READ)
        .map(Syscall::word)
        .toList();
  }

  /** True for a last line without a newline, unless it is whole by its form. */
  static boolean isCut(LineReader lines) {
    return !lines.terminated() && !isWhole(lines.buffer(), lines.start(), lines.end());
  }

  private static boolean isWhole(byte[] b, int from, int to) {
    return Bytes.endsWith(b, from, to, EXIT);
  }

  @Override
  public TraceFacts read(EventSink sink) throws IOException {
    Diary diary = new Diary();
    StraceParser reading = new StraceParser(diary, sink);
    parser = reading;
    try (SiftedLines lines = sifted()) {
      while (lines.next()) {
        byte[] b = lines.buffer();
        int from = lines.start();
        int to = lines.end();
        reading.pass(lines.passed());
        reading.line(b, from, to, lines.line());
        if (lines.cut()) {
          diary.cutLines++;
        }
        diary.unterminated = !lines.terminated() && !isWhole(b, from, to);
      }
    }
    reading.end();
    if (diary.eventLines + diary.skipped == 0) {
      throw new TraceException(
          "expected strace lines such as \"812 wait4(-1, ...) = 0\", found none in "
              + diary.lines
              + " lines");
    }
    return diary.facts();
  }

  private SiftedLines sifted() {
    return onOneThread
        ? new SiftedLines(in, LineSieve::new, 0)
        : new SiftedLines(in, LineSieve::new);
  }

  @Override
  public void stayOnOneThread() {
    onOneThread = true;
  }

  @Override
  public void pause() {
    if (parser != null) {
      parser.pause();
    }
  }
}
