package org.reapscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.LiveAnalysis;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.cli.record.ForwardedSignals;
import org.reapscope.cli.record.OpenFiles;
import org.reapscope.reports.Sanitizer;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.LiveTrace;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.Traces;

/**
 * Analyses a trace while it is written. It ends with its input, when whoever writes the file has
 * closed it, or by a signal, and then gives the same result as reading the whole at once.
 */
final class LiveRun implements TraceLoop.Reading {
  private static final int BEATS_BETWEEN_SIGNS = 4;
  private static final long BETWEEN_LOOKS = 1_000_000_000L;

  private final Console console;
  private final LiveNews news;
  private final TraceLoop.Reading usual;

  /** {@code usual} reads what has to be read more than once. */
  LiveRun(Console console, LiveNews news, TraceLoop.Reading usual) {
    this.console = console;
    this.news = news;
    this.usual = usual;
  }

  @Override
  public TraceResult analyse(String spec, AnalysisOptions options) throws IOException {
    boolean once = !options.needsFirstPass() && !options.keepLines();
    TraceResult result;
    try (ForwardedSignals signals = new ForwardedSignals()) {
      End end = new End(console, spec, signals);
      LiveTrace trace = Traces.follow(spec, end);
      if (once) {
        Analysis analysis = new Analysis(options);
        result = analysis.finish(spec, follow(trace, news, analysis));
      } else {
        follow(trace, news, event -> {});
        result = null;
      }
    }
    news.mute();
    TraceResult whole = result == null ? usual.analyse(spec, options) : result;
    news.compare(whole);
    return whole;
  }

  /** Reads a log to its end, telling {@code news}; {@code beside} gets every event as well. */
  private static TraceFacts follow(LiveTrace trace, LiveNews news, EventSink beside)
      throws IOException {
    LiveAnalysis live = new LiveAnalysis(news::tell);
    long[] events = new long[1];
    int[] beats = new int[1];
    TraceFacts facts =
        trace.read(
            event -> {
              events[0]++;
              beside.accept(event);
              live.accept(event);
            },
            () -> {
              live.beat();
              if (++beats[0] % BEATS_BETWEEN_SIGNS == 0) {
                news.progress(events[0]);
              }
            });
    live.finish();
    return facts;
  }

  /** When to stop reading on. */
  private static final class End implements BooleanSupplier {
    private final Console console;
    private final boolean standard;
    private final Path file;
    private final ForwardedSignals signals;
    private long lastLook = System.nanoTime();
    private boolean written;
    private boolean over;
    private boolean asked;
    private long looks;

    End(Console console, String spec, ForwardedSignals signals) {
      this.console = console;
      this.standard = spec.equals("-") || spec.endsWith(":-");
      this.file = Path.of(Traces.pathOf(spec));
      this.signals = signals;
    }

    @Override
    public boolean getAsBoolean() {
      over |= signalled() || (!standard && left());
      return over;
    }

    /**
     * A ctrl-C at the terminal ends whoever writes into the pipe as well, and its last words are
     * worth waiting for; a second one, or another signal, does not wait.
     */
    private boolean signalled() {
      String signal;
      try {
        signal = signals.next(0);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return true;
      }
      if (signal == null) {
        return false;
      }
      if (standard && signal.equals("INT") && !asked) {
        asked = true;
        console.say("reading on to the end of the input; a second ctrl-C does not wait for it");
        return false;
      }
      return true;
    }

    /** Whether the file had a writer and has none any more. */
    private boolean left() {
      long now = System.nanoTime();
      if (now - lastLook < BETWEEN_LOOKS) {
        return false;
      }
      lastLook = now;
      boolean before = written;
      written = OpenFiles.isWritten(file);
      if (!before && !written && ++looks == 3) {
        console.say(
            "nobody is seen writing to " + Sanitizer.name(file.toString()) + "; ctrl-C ends");
      }
      return before && !written;
    }
  }
}
