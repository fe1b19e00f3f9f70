package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cost --charts leaves a CSV and four pictures of each kind that the trace has numbers for. */
final class CostChartsTest {
  private static final String GLIB = RunResult.sample("glib_many_watches_nopidfd/strace.log.zst");

  @TempDir private Path folder;

  @Test
  void writesEachChartBesideItsCsv() throws IOException {
    Path charts = folder.resolve("charts");
    RunResult run = RunResult.of("cost", "--charts", charts.toString(), GLIB);
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("charts written");
    for (String name :
        new String[] {"children", "cost-per-round", "polls", "zombie-lifetimes", "tasks-scanned"}) {
      for (String ending : new String[] {".csv", ".svg", ".png", "-dark.svg", "-dark.png"}) {
        assertThat(charts.resolve(name + ending)).isNotEmptyFile();
      }
    }
    // Nobody was robbed.
    try (Stream<Path> files = Files.list(charts)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("misreap"));
    }
    long wasted =
        Files.readAllLines(charts.resolve("polls.csv")).stream()
            .skip(1)
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
            .sum();
    assertThat(wasted).isEqualTo(210);

    assertThat(RunResult.of("cost", "--charts", charts.toString(), GLIB).code()).isEqualTo(2);
    assertThat(RunResult.of("cost", "--force", "--charts", charts.toString(), GLIB).code())
        .isZero();
  }
}
