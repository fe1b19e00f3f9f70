package org.reapscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Report;
import org.reapscope.reports.Run;
import org.reapscope.reports.Sanitizer;
import org.reapscope.traces.Diagnostic;
import org.reapscope.traces.TraceFacts;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What the commands that read traces share: each trace is analysed and reported in turn, and one
 * that cannot be read does not keep the others from being read.
 */
abstract class TraceCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "TRACE",
      arity = "1..*",
      description =
          "Log to read: plain, .gz, .zst, .xz or .bz2; a directory or the stem of -ff files is one"
              + " trace; - is standard input; FORMAT:PATH forces a dialect.")
  List<String> traces = List.of();

  @Mixin OutputOptions output = new OutputOptions();

  final Console console;
  private int code = ExitCode.CLEAN;

  TraceCommand(Console console) {
    this.console = console;
  }

  /** What to replay under. */
  abstract AnalysisOptions analysis();

  /** Files to be written beside the report, checked before any work is done. */
  List<Path> sideFiles() {
    return List.of();
  }

  /** Does what a command does with a result besides reporting it. */
  void beside(TraceResult result) throws IOException {}

  @Override
  public Integer call() throws IOException {
    AnalysisOptions options = analysis();
    try {
      // Unknown names of profiles and markings are wrong usage, whatever the traces hold.
      new Analysis(options);
      for (Path file : sideFiles()) {
        ResultFile.check(file, output.force);
      }
      Path file = output.file;
      if (file == null) {
        report(options, console.out());
      } else {
        try (ResultFile result = new ResultFile(file, output.force)) {
          report(options, result.out());
          result.publish();
        }
      }
    } catch (IllegalArgumentException wrong) {
      throw usage(wrong.getMessage());
    } catch (IOException unwritable) {
      console.say(Sentences.of(unwritable));
      raise(ExitCode.USAGE);
    }
    return code;
  }

  /** The exception for wrong usage of this command. */
  final ParameterException usage(@Nullable String sentence) {
    if (spec == null) {
      throw new IllegalStateException("not made by picocli");
    }
    return new ParameterException(spec.commandLine(), sentence == null ? "wrong usage" : sentence);
  }

  private void report(AnalysisOptions options, OutputStream out) throws IOException {
    Run run =
        new Run(
            Version.number(), name(), options.semantics(), options.mark(), output.style(console));
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Report report = output.format.open(run, writer);
    TraceRun reader = new TraceRun(console, output.quiet);
    for (String trace : traces) {
      TraceResult result = analyse(reader, trace, options, report);
      if (result != null) {
        report.add(result);
        writer.flush();
        judge(result);
        beside(result);
      }
      if (out instanceof PipeStream pipe && pipe.gone()) {
        return;
      }
    }
    report.end();
    writer.flush();
  }

  /** The result of one trace, or null after its failure has been told. */
  private @Nullable TraceResult analyse(
      TraceRun reader, String trace, AnalysisOptions options, Report report) throws IOException {
    try {
      return reader.analyse(trace, options);
    } catch (IOException unreadable) {
      String why = Sentences.of(unreadable);
      console.say(why);
      report.failed(trace, why);
      raise(ExitCode.INPUT);
    } catch (OutOfMemoryError full) {
      console.say(Sanitizer.name(trace) + ": out of memory; --max-memory 4g allows more");
      report.failed(trace, "out of memory");
      raise(ExitCode.INTERNAL);
    } catch (RuntimeException | StackOverflowError fault) {
      console.say(Sanitizer.name(trace) + ": internal fault; please report it with these lines:");
      fault.printStackTrace(console.err());
      report.failed(trace, "internal fault");
      raise(ExitCode.INTERNAL);
    }
    return null;
  }

  private void judge(TraceResult result) {
    if (output.failOn.hit(result)) {
      raise(ExitCode.FINDINGS);
    }
    TraceFacts facts = result.facts();
    if (output.strict && (facts.unparsed() > 0 || facts.lost() > 0)) {
      String first = "";
      for (Diagnostic sample : facts.samples()) {
        first = "; the first at line " + sample.line() + ": " + Sanitizer.text(sample.why());
        break;
      }
      console.say(
          String.format(
              "%s: %d lines not understood, %d events lost%s",
              Sanitizer.name(result.name()), facts.unparsed(), facts.lost(), first));
      raise(ExitCode.INPUT);
    }
  }

  /** Keeps the gravest code: a fault over an unreadable input over findings. */
  private void raise(int other) {
    code = Math.max(code, other);
  }

  private String name() {
    return spec == null ? "" : spec.name();
  }
}
