package org.reapscope.traces;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.ftrace.FtraceReader;
import org.reapscope.traces.ftrace.KernelLineForm;
import org.reapscope.traces.ftrace.TraceCmdReader;
import org.reapscope.traces.ftrace.dat.TraceDatReader;
import org.reapscope.traces.perf.PerfLineForm;
import org.reapscope.traces.perf.PerfScriptReader;
import org.reapscope.traces.perf.PerfTraceReader;
import org.reapscope.traces.strace.StraceForm;
import org.reapscope.traces.strace.StraceReader;
import org.reapscope.traces.unwrap.LineForm;

/** The dialects that can be read: one name here, one reader and one form of lines each. */
public enum TraceFormat {
  STRACE("strace"),
  FTRACE("ftrace"),
  TRACE_CMD("trace-cmd"),
  PERF_SCRIPT("perf-script"),
  TRACE_DAT("trace.dat"),
  PERF_TRACE("perf-trace");

  private static final int LEAST_SCORE = 20;

  private final String word;

  TraceFormat(String word) {
    this.word = word;
  }

  /** The contract's word for the format, also its prefix on the command line. */
  public String word() {
    return word;
  }

  /** How the lines of this format begin and end. */
  LineForm form() {
    return switch (this) {
      case STRACE -> new StraceForm();
      case FTRACE -> new KernelLineForm(false);
      case TRACE_CMD -> new KernelLineForm(true);
      case PERF_SCRIPT -> new PerfLineForm(false);
      case TRACE_DAT -> LineForm.NONE;
      case PERF_TRACE -> new PerfLineForm(true);
    };
  }

  /** How lines may look: those of one format, or those of any. */
  static List<LineForm> forms(@Nullable TraceFormat only) {
    return Arrays.stream(values())
        .filter(format -> only == null || format == only)
        .filter(format -> format != TRACE_DAT)
        .map(TraceFormat::form)
        .toList();
  }

  /** Opens {@code in} as a trace of this format. */
  public TraceReader open(InputStream in) {
    return switch (this) {
      case STRACE -> new StraceReader(in);
      case FTRACE -> new FtraceReader(in);
      case TRACE_CMD -> new TraceCmdReader(in);
      case PERF_SCRIPT -> new PerfScriptReader(in);
      case TRACE_DAT -> new TraceDatReader(in);
      case PERF_TRACE -> new PerfTraceReader(in);
    };
  }

  /** How much the first bytes of an input look like this dialect, 0 to 100. */
  private int score(byte[] head) {
    return switch (this) {
      case STRACE -> StraceReader.sniff(head, head.length);
      case FTRACE -> FtraceReader.sniff(head, head.length);
      case TRACE_CMD -> TraceCmdReader.sniff(head, head.length);
      case PERF_SCRIPT -> PerfScriptReader.sniff(head, head.length);
      case TRACE_DAT -> TraceDatReader.sniff(head, head.length);
      case PERF_TRACE -> PerfTraceReader.sniff(head, head.length);
    };
  }

  /** The format that the bytes look most like, if they look like any. */
  static Optional<TraceFormat> detect(byte[] head) {
    TraceFormat best = null;
    int most = LEAST_SCORE - 1;
    for (TraceFormat format : values()) {
      int score = format.score(head);
      if (score > most) {
        most = score;
        best = format;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The format of a word such as "strace". */
  static Optional<TraceFormat> ofWord(String word) {
    for (TraceFormat format : values()) {
      if (format.word.equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** All words, for messages. */
  static String words() {
    return Arrays.stream(values()).map(TraceFormat::word).collect(Collectors.joining(", "));
  }
}
