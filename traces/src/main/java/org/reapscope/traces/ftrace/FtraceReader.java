package org.reapscope.traces.ftrace;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.scan.LineReader;

/**
 * Reads the text of tracefs' {@code trace} and {@code trace_pipe}.
 *
 * <pre>
 * file    = { header | event | loss | stack }
 * header  = "#" text          ("# entries-in-buffer/entries-written: 812/90210   #P:4" counts loss)
 * event   = comm "-" tid [ "(" tgid | dashes ")" ] "[" cpu "]" [ flags ] time ":" body
 * loss    = "CPU:" cpu " [LOST " [ count " " ] "EVENTS]"
 * stack   = " =&gt; " symbol
 * </pre>
 */
public final class FtraceReader implements TraceReader {
  private final InputStream in;

  /** Reads {@code in}, already decompressed, and closes it. */
  public FtraceReader(InputStream in) {
    this.in = in;
  }

  /** How sure it is, 0 to 100, that an input with this beginning is tracefs text. */
  public static int sniff(byte[] head, int length) {
    return FtraceDialect.sniff(head, length);
  }

  /** The kernel events that are read, by their own names; system calls are apart. */
  public static List<String> recordedEvents() {
    return Arrays.stream(KernelEvent.values())
        .filter(event -> event != KernelEvent.SYS_ENTER && event != KernelEvent.SYS_EXIT)
        .map(KernelEvent::spelling)
        .toList();
  }

  /** The system calls that are read, sorted. */
  public static List<String> recordedCalls() {
    return Syscalls.knownNames();
  }

  @Override
  public TraceFacts read(EventSink sink) throws IOException {
    Diary diary = new Diary();
    try (LineReader lines = new LineReader(in)) {
      FtraceLine line = new FtraceLine(lines, new TaskTracker(sink, diary, false), diary);
      while (lines.next()) {
        line.read();
      }
      if (diary.lines() == 0) {
        throw new TraceException("The input is empty; expected the text of tracefs' trace file.");
      }
      if (!lines.terminated()) {
        diary.incomplete();
      }
      return line.facts();
    }
  }
}
