package org.reapscope.traces;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.ftrace.TraceCmdText;
import org.reapscope.traces.ftrace.TracefsText;
import org.reapscope.traces.ftrace.dat.TraceDat;
import org.reapscope.traces.perf.PerfScriptText;
import org.reapscope.traces.perf.PerfTraceText;
import org.reapscope.traces.strace.StraceText;
import org.reapscope.traces.unwrap.LineForm;

/** The dialects that can be read: one class each, and a line here. */
public enum TraceFormat {
  STRACE("strace", new StraceText()),
  FTRACE("ftrace", new TracefsText()),
  TRACE_CMD("trace-cmd", new TraceCmdText()),
  PERF_SCRIPT("perf-script", new PerfScriptText()),
  TRACE_DAT("trace.dat", new TraceDat()),
  PERF_TRACE("perf-trace", new PerfTraceText());

  private static final int LEAST_SCORE = 20;

  private final String word;
  private final Dialect dialect;

  TraceFormat(String word, Dialect dialect) {
    this.word = word;
    this.dialect = dialect;
  }

  /** The contract's word for the format, also its prefix on the command line. */
  public String word() {
    return word;
  }

  /** How the lines of this format begin and end. */
  LineForm form() {
    return dialect.form();
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
    return dialect.open(in);
  }

  /** The format that the bytes look most like, if they look like any. */
  static Optional<TraceFormat> detect(byte[] head) {
    TraceFormat best = null;
    int most = LEAST_SCORE - 1;
    for (TraceFormat format : values()) {
      int score = format.dialect.score(head);
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
