package org.reapscope.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Baseline;
import org.reapscope.reports.Report;
import org.reapscope.reports.Sanitizer;

/**
 * Analyses traces in turn and keeps the exit code: one that cannot be read does not keep the others
 * from being read, and the gravest outcome wins.
 */
final class TraceLoop {
  private final Console console;
  private final RunOptions options;
  private final TraceRun reader;
  private final @Nullable Baseline baseline;
  private int code = ExitCode.CLEAN;

  /**
   * Prepares the loop.
   *
   * @throws IOException when the baseline cannot be read
   */
  TraceLoop(Console console, RunOptions options) throws IOException {
    this.console = console;
    this.options = options;
    this.baseline = options.baseline == null ? null : Baseline.read(options.baseline);
    this.reader = new TraceRun(console, options.quiet);
  }

  /** The exit code so far. */
  int code() {
    return code;
  }

  /** Keeps the graver of two codes: a fault over an unreadable input over findings. */
  void raise(int other) {
    code = Math.max(code, other);
  }

  /** Analyses one trace into {@code report}; null after its failure has been told. */
  @Nullable TraceResult analyse(String trace, AnalysisOptions analysis, Report report)
      throws IOException {
    TraceResult result;
    try {
      result = reader.analyse(trace, analysis);
    } catch (IOException unreadable) {
      return failed(trace, Sentences.of(unreadable), ExitCode.INPUT, report);
    } catch (OutOfMemoryError full) {
      String why = Sanitizer.name(trace) + ": out of memory; --max-memory 4g allows more";
      return failed(trace, why, ExitCode.INTERNAL, report);
    } catch (RuntimeException | StackOverflowError fault) {
      String why =
          Sanitizer.name(trace) + ": internal fault; please report it with the lines below";
      failed(trace, why, ExitCode.INTERNAL, report);
      fault.printStackTrace(console.err());
      return null;
    }
    TraceResult told = baseline == null ? result : baseline.newOnly(result);
    report.add(told);
    judge(told);
    return told;
  }

  private @Nullable TraceResult failed(String trace, String why, int code, Report report)
      throws IOException {
    console.say(why);
    report.failed(trace, why);
    raise(code);
    return null;
  }

  private void judge(TraceResult result) {
    if (options.failOn.hit(result)) {
      raise(ExitCode.FINDINGS);
    }
    String told = options.strict ? Strictness.sentence(result.name(), result.facts()) : null;
    if (told != null) {
      console.say(told);
      raise(ExitCode.INPUT);
    }
  }
}
