package org.reapscope.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.fleet.Fleet;
import org.reapscope.analyzer.fleet.Tags;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Baseline;
import org.reapscope.reports.Report;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.Times;
import org.reapscope.traces.NotATraceException;
import org.reapscope.traces.TraceList;

/**
 * Analyses traces, several at once, reports on them in the order given and keeps the exit code: one
 * that cannot be read does not keep the others from being read, and the gravest outcome wins.
 */
final class TraceLoop implements Closeable {
  /** Results in memory while an earlier trace is still being read: plain ones, and in full. */
  private static final int PLAIN_AHEAD = 256;

  private static final int FULL_AHEAD = 4;

  private final Console console;
  private final RunOptions options;
  private final FleetOptions many;
  private final AnalysisOptions analysis;
  private final Tags tags;
  private final @Nullable Baseline baseline;
  private final @Nullable StateFile state;
  private final Fleet fleet = new Fleet();
  private UnaryOperator<Reading> reading = UnaryOperator.identity();
  private int code = ExitCode.CLEAN;
  private int done;
  private int passedOver;

  /** How one trace is read and analysed. */
  @FunctionalInterface
  interface Reading {
    TraceResult analyse(String spec, AnalysisOptions options) throws IOException;
  }

  /** What a command does with a result besides reporting it; false ends the run. */
  @FunctionalInterface
  interface Beside {
    boolean with(int index, @Nullable TraceResult result) throws IOException;
  }

  /**
   * Prepares the loop.
   *
   * @throws IOException when the baseline or the state file cannot be read
   * @throws IllegalArgumentException when a tag is no pattern
   */
  TraceLoop(Console console, RunOptions options, FleetOptions many, AnalysisOptions analysis)
      throws IOException {
    this.console = console;
    this.options = options;
    this.many = many;
    this.analysis = analysis;
    this.tags = new Tags(many.tags.get());
    Path known = options.baseline.orNull();
    this.baseline = known == null ? null : Baseline.read(known);
    Path kept = many.state.orNull();
    this.state = kept == null ? null : new StateFile(kept, analysis);
  }

  /** Reads traces in another way, made of the usual one. */
  void readBy(UnaryOperator<Reading> way) {
    reading = way;
  }

  /** The exit code so far. */
  int code() {
    return code;
  }

  /** Keeps the graver of two codes: a fault over an unreadable input over findings. */
  void raise(int other) {
    code = Math.max(code, other);
  }

  /** Analyses what {@code specs} name into {@code report}, and ends it. */
  void run(List<String> specs, Report report, Beside beside) throws IOException {
    List<TraceList.Item> items = TraceList.of(specs);
    boolean alone = items.size() == 1;
    Reading reader = reading.apply(new TraceRun(console, options.quiet.get() || !alone)::analyse);
    TraceCrew crew =
        new TraceCrew(many.jobs.get(), analysis.keepCalls() ? FULL_AHEAD : PLAIN_AHEAD);
    long[] sizes = new long[items.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = TraceKey.size(items.get(i).spec());
    }
    try (CrewProgress progress = new CrewProgress(console, options.quiet.get() || alone, sizes)) {
      boolean[] stopped = new boolean[1];
      crew.each(
          items,
          sizes,
          item -> {
            TraceOutcome outcome = analyse(item, reader);
            progress.done(TraceKey.size(item.spec()));
            return outcome;
          },
          outcome -> {
            TraceResult result = take(outcome, report);
            done++;
            stopped[0] = !beside.with(done - 1, result);
            return !stopped[0];
          });
      if (stopped[0]) {
        return;
      }
    }
    if (passedOver == items.size()) {
      console.say(String.join(", ", specs) + ": holds no trace, only other files");
      raise(ExitCode.INPUT);
    } else if (passedOver > 0 && !options.quiet.get()) {
      console.say(Times.count(passedOver, "file", "files") + " in directories left out: no trace");
    }
    if (items.size() > 1) {
      report.summary(fleet.groups());
    }
    report.end();
  }

  private TraceOutcome analyse(TraceList.Item item, Reading reader) {
    String trace = item.spec();
    try {
      String key = state == null ? null : state.key(trace);
      TraceResult kept = state == null ? null : state.get(key);
      if (kept != null) {
        return TraceOutcome.done(trace, kept);
      }
      TraceResult result = reader.analyse(trace, analysis);
      if (state != null) {
        state.put(key, result);
      }
      return TraceOutcome.done(trace, result);
    } catch (NotATraceException other) {
      return TraceOutcome.failed(
          trace, Sentences.of(other), item.named() ? ExitCode.INPUT : ExitCode.CLEAN);
    } catch (IOException unreadable) {
      return TraceOutcome.failed(trace, Sentences.of(unreadable), ExitCode.INPUT);
    } catch (OutOfMemoryError full) {
      String why = Sanitizer.name(trace) + ": out of memory; --max-memory 4g allows more";
      return TraceOutcome.failed(trace, why, ExitCode.INTERNAL);
    } catch (RuntimeException | StackOverflowError fault) {
      String why =
          Sanitizer.name(trace) + ": internal fault; please report it with the lines below";
      return new TraceOutcome(trace, null, why, ExitCode.INTERNAL, fault);
    }
  }

  private @Nullable TraceResult take(TraceOutcome outcome, Report report) throws IOException {
    TraceResult result = outcome.result();
    if (result == null) {
      String why = String.valueOf(outcome.why());
      if (outcome.code() == ExitCode.CLEAN) {
        passedOver++;
      } else {
        console.say(why);
        fleet.failed(tags.of(outcome.trace()));
      }
      if (outcome.fault() != null) {
        outcome.fault().printStackTrace(console.err());
      }
      report.failed(outcome.trace(), why);
      raise(outcome.code());
      return null;
    }
    TraceResult told = baseline == null ? result : baseline.newOnly(result);
    report.add(told);
    fleet.add(told, tags.of(outcome.trace()));
    judge(told);
    return told;
  }

  private void judge(TraceResult result) {
    if (options.failOn.get().hit(result)) {
      raise(ExitCode.FINDINGS);
    }
    String told =
        options.reading.strict.get() ? Strictness.sentence(result.name(), result.facts()) : null;
    if (told != null) {
      console.say(told);
      raise(ExitCode.INPUT);
    }
  }

  @Override
  public void close() throws IOException {
    if (state != null) {
      state.close();
    }
  }
}
