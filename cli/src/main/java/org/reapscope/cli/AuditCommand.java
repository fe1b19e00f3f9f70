package org.reapscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.charts.ChartFile;
import org.reapscope.reports.charts.ChartKind;

/** The main job: who reaped whose child, what leaks, what polling costs, what the mark changes. */
final class AuditCommand extends TraceCommand {
  private final Option<String> semantics =
      Option.of(String.class, "PROFILE", "--semantics")
          .byDefault("linux")
          .says("Rules to replay under (default: ${DEFAULT-VALUE}).");

  private final Option<String> mark = markPolicy();

  private final Option<Path> chart =
      Option.of(Path.class, "FILE", "--chart")
          .says("Draw live and dead children over time; FILE ends in .svg or .png.");

  private final Option<Boolean> live =
      Option.flag("--live")
          .says(
              "Read TRACE while it is written and tell findings on standard error as they happen. The"
                  + " report follows at the end of the log, or at ctrl-C.");

  /** What was told while the log was recorded, to be compared with the report. */
  private final @Nullable LiveNews before;

  AuditCommand(Console console) {
    this(console, null);
  }

  /** An audit of a log whose findings have been told already, as they happened. */
  AuditCommand(Console console, @Nullable LiveNews before) {
    super(
        console,
        "audit",
        "Finds misreaped children, leaks and costly polling in each TRACE, says how much of the log"
            + " the kernel model reproduces, and what marking children for focused waits only would"
            + " change.");
    this.before = before;
  }

  @Override
  void describe(HelpPage page) {
    super.describe(page);
    page.takes(semantics, mark, chart, live)
        .examples(
            "  Who stole a child?",
            "    reapscope audit run.strace.zst",
            "  In a CI job: fail on warnings too, keep findings for code scanning:",
            "    reapscope audit --fail-on warning --format sarif -o run.sarif run.strace",
            "  With a picture of the children over time:",
            "    reapscope audit --chart children.svg run.strace",
            "  While it runs, findings as they happen:",
            "    strace -f -ttt -T -yy -o '|reapscope audit --live -' ./supervisor",
            "    reapscope audit --live run.strace",
            "  From another machine, without storing the log:",
            "    ssh host zstd -dc run.strace.zst | reapscope audit -",
            "  On a recording that comes with the program:",
            "    reapscope audit \\",
            "      " + Samples.THEFT);
  }

  @Override
  TraceLoop.Reading reading(TraceLoop.Reading usual) {
    if (live.get()) {
      return new LiveRun(console, new LiveNews(console, output.verbose.get()), usual);
    }
    LiveNews news = before;
    return news == null
        ? usual
        : (spec, options) -> {
          TraceResult result = usual.analyse(spec, options);
          news.compare(result);
          return result;
        };
  }

  @Override
  AnalysisOptions analysis() {
    AnalysisOptions asked =
        new AnalysisOptions(semantics.get(), mark.get(), false, Alternatives.ASKED);
    if (live.get()) {
      checkLive(asked);
    }
    return asked;
  }

  private void checkLive(AnalysisOptions asked) {
    if (traces.get().size() > 1) {
      throw usage("--live reads one trace; " + traces.get().size() + " were given");
    }
    boolean once = !output.format.get().showsAll() && !asked.needsFirstPass();
    if (!once && (traces.get().get(0).equals("-") || traces.get().get(0).endsWith(":-"))) {
      throw usage(
          "this --mark or --format has to read the log twice, which standard input cannot be with"
              + " --live: keep the log in a file, and audit --live that");
    }
  }

  @Override
  List<Path> sideFiles() {
    Path drawn = chart.orNull();
    if (drawn == null) {
      return List.of();
    }
    try {
      ChartFile.of(drawn);
    } catch (IllegalArgumentException wrong) {
      throw usage(wrong.getMessage());
    }
    if (traces.get().size() > 1) {
      throw usage("--chart draws one trace; " + traces.get().size() + " were given");
    }
    return List.of(drawn);
  }

  @Override
  void beside(TraceResult result) throws IOException {
    Path drawn = chart.orNull();
    if (drawn == null) {
      return;
    }
    ResultFile.write(
        drawn,
        output.force.get(),
        out -> out.write(ChartFile.of(drawn).encode(ChartKind.POPULATION.draw(result))));
    if (!run.quiet.get()) {
      console.say("chart written to " + drawn);
    }
  }
}
