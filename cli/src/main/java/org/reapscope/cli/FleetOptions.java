package org.reapscope.cli;

import java.nio.file.Path;
import java.util.List;

/** The options on how a run over many traces goes. */
final class FleetOptions {
  final Option<Integer> jobs =
      Option.of(int.class, "N", "--jobs")
          .orElse(Runtime.getRuntime().availableProcessors())
          .says("Traces analysed at once (default: one a processor).");

  final Option<Path> state =
      Option.of(Path.class, "FILE", "--state")
          .says(
              "Keep the results of finished traces in FILE, and take those that it holds from it: an"
                  + " interrupted run goes on where it was.");

  final Option<List<String>> tags =
      Option.list(String.class, "NAME=REGEX", "--tag")
          .says(
              "Sum up traces by what the group (?<NAME>…), or else the first group, of REGEX matches in"
                  + " their paths; may be given several times.");

  void describe(HelpPage page) {
    page.takes(jobs, state, tags);
  }
}
