package org.reapscope.traces;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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

/** The dialects that can be read: one line here and one reader each. */
public enum TraceFormat {
  STRACE("strace", StraceReader::sniff, StraceReader::new, StraceForm::new),
  FTRACE("ftrace", FtraceReader::sniff, FtraceReader::new, () -> new KernelLineForm(false)),
  TRACE_CMD(
      "trace-cmd", TraceCmdReader::sniff, TraceCmdReader::new, () -> new KernelLineForm(true)),
  PERF_SCRIPT(
      "perf-script", PerfScriptReader::sniff, PerfScriptReader::new, () -> new PerfLineForm(false)),
  TRACE_DAT("trace.dat", TraceDatReader::sniff, TraceDatReader::new, () -> LineForm.NONE),
  PERF_TRACE(
      "perf-trace", PerfTraceReader::sniff, PerfTraceReader::new, () -> new PerfLineForm(true));

  private static final int LEAST_SCORE = 20;

  private final String word;
  private final Sniffer sniffer;
  private final Function<InputStream, TraceReader> reader;
  private final Supplier<LineForm> form;

  TraceFormat(
      String word,
      Sniffer sniffer,
      Function<InputStream, TraceReader> reader,
      Supplier<LineForm> form) {
    this.word = word;
    this.sniffer = sniffer;
    this.reader = reader;
    this.form = form;
  }

  /** Says how much the first bytes of an input look like a dialect, 0 to 100. */
  @FunctionalInterface
  public interface Sniffer {
    /** The score of {@code head[0 .. length)}. */
    int score(byte[] head, int length);
  }

  /** The contract's word for the format, also its prefix on the command line. */
  public String word() {
    return word;
  }

  /** How the lines of this format begin and end. */
  LineForm form() {
    return form.get();
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
    return reader.apply(in);
  }

  /** The format that the bytes look most like, if they look like any. */
  static Optional<TraceFormat> detect(byte[] head) {
    TraceFormat best = null;
    int most = LEAST_SCORE - 1;
    for (TraceFormat format : values()) {
      int score = format.sniffer.score(head, head.length);
      if (score > most) {
        most = score;
        best = format;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The format of a word such as "strace". */
  static Optional<TraceFormat> ofWord(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word.equals(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** All words, for messages. */
  static String words() {
    return Arrays.stream(values()).map(TraceFormat::word).collect(Collectors.joining(", "));
  }
}
