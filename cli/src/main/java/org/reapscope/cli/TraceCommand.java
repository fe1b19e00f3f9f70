package org.reapscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Report;
import org.reapscope.reports.Run;

/** What the commands share that read traces and write one report. */
abstract class TraceCommand extends Command {
  /** What a TRACE argument may be. */
  static final String TRACE =
      "Log to read: plain, .gz, .zst, .xz or .bz2; a directory or the stem of -ff files is one"
          + " trace; - is standard input; FORMAT:PATH forces a dialect.";

  final Option<List<String>> traces = Option.arguments("TRACE", "1..*").says(TRACE);

  final OutputOptions output = new OutputOptions();
  final RunOptions run = new RunOptions();
  final FleetOptions many = new FleetOptions();

  TraceCommand(Console console, String name, String about) {
    super(console, name, about);
  }

  @Override
  void describe(HelpPage page) {
    page.takes(traces);
    output.describe(page);
    run.describe(page);
    many.describe(page);
  }

  /** Which children are taken for marked, none unless it is said. */
  static Option<String> markPolicy() {
    return Option.of(String.class, "POLICY", "--mark")
        .byDefault("none")
        .says(
            "Which children carry the mark, comma-separated: none, all, pidfd, focused, misreaped,"
                + " minimal, comm=GLOB, exe=GLOB, recorded[=BIT] (default: ${DEFAULT-VALUE}).");
  }

  /** What to replay under. */
  abstract AnalysisOptions analysis();

  /** Files to be written beside the report, checked before any work is done. */
  List<Path> sideFiles() {
    return List.of();
  }

  /** Does what a command does with a result besides reporting it. */
  void beside(TraceResult result) throws IOException {}

  /** How this command reads a trace, made of the usual way. */
  TraceLoop.Reading reading(TraceLoop.Reading usual) {
    return usual;
  }

  @Override
  public Integer call() {
    AnalysisOptions options = checked();
    if (run.timeout.get() < 0) {
      throw usage("--timeout takes a number of seconds from 1, not " + run.timeout.get());
    }
    try (Deadline limit = new Deadline(run.timeout.get(), console, System::exit);
        TraceLoop loop = loop(options)) {
      write(loop, options);
      return loop.code();
    } catch (IOException unreadable) {
      console.say(Sentences.of(unreadable));
      return ExitCode.INPUT;
    }
  }

  private TraceLoop loop(AnalysisOptions options) throws IOException {
    try {
      TraceLoop loop = new TraceLoop(console, run, many, options);
      loop.readBy(this::reading);
      return loop;
    } catch (IllegalArgumentException wrong) {
      throw usage(wrong.getMessage());
    }
  }

  private void write(TraceLoop loop, AnalysisOptions options) {
    try {
      for (Path file : sideFiles()) {
        ResultFile.check(file, output.force.get());
      }
      ResultFile.write(
          output.file.orNull(), output.force.get(), console, out -> report(loop, options, out));
    } catch (IOException unwritable) {
      console.say(Sentences.of(unwritable));
      loop.raise(ExitCode.USAGE);
    }
  }

  /** Unknown names of profiles and markings are wrong usage, whatever the traces hold. */
  private AnalysisOptions checked() {
    AnalysisOptions options = output.format.get().showsAll() ? analysis().inFull() : analysis();
    try {
      options.check();
    } catch (IllegalArgumentException wrong) {
      throw usage(wrong.getMessage());
    }
    return options;
  }

  private void report(TraceLoop loop, AnalysisOptions options, OutputStream out)
      throws IOException {
    Run about =
        new Run(
            Version.number(),
            spec().name(),
            options.semantics(),
            options.mark(),
            output.style(console, run.quiet.get()));
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Report report = output.format.get().open(about, writer);
    loop.run(
        traces.get(),
        report,
        (index, result) -> {
          writer.flush();
          if (out instanceof PipeStream pipe && pipe.gone()) {
            return false;
          }
          if (result != null) {
            beside(result);
          }
          return true;
        });
    writer.flush();
  }
}
