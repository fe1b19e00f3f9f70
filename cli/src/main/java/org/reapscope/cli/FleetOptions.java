package org.reapscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options on how a run over many traces goes. */
final class FleetOptions {
  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Traces analysed at once (default: one a processor).")
  int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Keep the results of finished traces in FILE, and take those that it holds from it: an"
              + " interrupted run goes on where it was.")
  @Nullable Path state;

  @Option(
      names = "--tag",
      paramLabel = "NAME=REGEX",
      description =
          "Sum up traces by what the group (?<NAME>…), or else the first group, of REGEX matches in"
              + " their paths; may be given several times.")
  List<String> tags = new ArrayList<>();
}
