package org.reapscope.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.cost.Calibration;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.CalibrationCsv;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.charts.Fonts;

/** What waiting for children costs, process by process, and what it would cost otherwise. */
final class CostCommand extends TraceCommand {
  private final Option<Path> calibration =
      Option.of(Path.class, "FILE", "--calibration")
          .says(
              "Prices of calls as 'reapscope calibrate' measured them (default: Linux 6.18, shipped).");

  private final Option<Path> charts =
      Option.of(Path.class, "DIR", "--charts")
          .says("Draw charts into DIR, as SVG and PNG, light and dark, each beside its CSV.");

  private @Nullable AnalysisOptions options;
  private int drawn;

  CostCommand(Console console) {
    super(
        console,
        "cost",
        "Says what waiting for children costs in each TRACE: poll rounds, in which a thread asks after"
            + " its children one by one, drain loops and waitalls, in calls, tasks scanned, seconds"
            + " and share of the time; how the cost of a round grows with the number of children and"
            + " where it starts to hurt; what pidfds, one drain or autoreaping would cost for the same"
            + " deaths; and how long children stay zombies.");
  }

  @Override
  void describe(HelpPage page) {
    super.describe(page);
    page.takes(calibration, charts)
        .examples(
            "  reapscope cost run.strace",
            "  One row for each polling process:",
            "    reapscope cost --format csv -o polling.csv *.strace.zst",
            "  With pictures:",
            "    reapscope cost --charts charts run.strace",
            "  With prices measured on this machine:",
            "    reapscope calibrate -o here.csv",
            "    reapscope cost --calibration here.csv run.strace",
            "  On a recording that comes with the program:",
            "    reapscope cost \\",
            "      " + Samples.POLLING);
  }

  @Override
  AnalysisOptions analysis() {
    if (options == null) {
      options = AnalysisOptions.plain().pricedBy(prices());
    }
    return options;
  }

  @Override
  List<Path> sideFiles() {
    Path folder = charts.orNull();
    return folder == null || output.force.get() ? List.of() : ChartFolder.taken(folder);
  }

  @Override
  void beside(TraceResult result) throws IOException {
    Path folder = charts.orNull();
    if (folder == null) {
      return;
    }
    drawn++;
    List<String> names =
        new ChartFolder(folder, output.force.get()).draw(result, drawn == 1 ? "" : drawn + "-");
    if (!run.quiet.get()) {
      console.say(
          "charts written to "
              + Sanitizer.name(folder.toString())
              + ": "
              + String.join(", ", names));
      Fonts.missing().ifPresent(console::say);
    }
  }

  private Calibration prices() {
    Path file = calibration.orNull();
    if (file == null) {
      return CalibrationCsv.reference();
    }
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return CalibrationCsv.read(in);
    } catch (MalformedInputException binary) {
      throw usage("--calibration " + Sanitizer.name(file.toString()) + ": not a text file");
    } catch (IOException wrong) {
      throw usage("--calibration " + Sanitizer.name(file.toString()) + ": " + Sentences.of(wrong));
    }
  }
}
