package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.reports.Run.Detail;
import org.reapscope.reports.Run.Style;

/** What a person reads: 80 columns, the verdict before the findings, the worst finding first. */
final class TextReportTest {
  @ParameterizedTest
  @ValueSource(strings = {"audit", "replay", "cost"})
  void fitsEightyColumns(String command) throws IOException {
    String unbroken = "a".repeat(500);
    String words = "several words of one sentence ".repeat(20);
    for (String text : new String[] {"x", unbroken, words}) {
      String report =
          Results.report(
              ReportFormat.TEXT, command, Results.filledWith(text), Results.filledWith(text));
      // A word of the next command is never broken: it is to be copied.
      assertThat(report.lines().filter(line -> !line.matches(" {4}(\\S{75,}|'.{75,})( \\\\)?")))
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    }
  }

  @Test
  void beginsWithTheVerdictThenTheMostSeriousFinding() throws IOException {
    String report = Results.report(ReportFormat.TEXT, "audit", Results.filledWith("word"));
    assertThat(report.indexOf("Verdict:")).isPositive().isLessThan(report.indexOf("1. error"));
    assertThat(report.indexOf("1. error: misreap")).isPositive();
    assertThat(report.indexOf("2. note: polling"))
        .isGreaterThan(report.indexOf("1. error: misreap"));
  }

  /** Names that would be cut lose the folder that all share, not what tells them apart. */
  @Test
  void severalTracesBeginWithATableOfAll() throws IOException {
    String deep = "/var/lib/recordings/of/many/hosts/in/one/folder/host-";
    String report =
        Results.report(
            ReportFormat.TEXT,
            "audit",
            Results.filledWith(deep + "a/app.strace"),
            Results.filledWith(deep + "b/app.strace"));
    assertThat(report).startsWith("All 2 traces\n");
    assertThat(report.lines().skip(2).limit(2).map(line -> line.strip().split(" ")[0]))
        .containsExactly("host-a/app.strace", "host-b/app.strace");
    assertThat(report.indexOf("Verdict:")).isGreaterThan(report.indexOf("host-b/app.strace"));
  }

  @Test
  void namesStealerVictimChildAndLines() throws IOException {
    assertThat(Results.report(ReportFormat.TEXT, "audit", Results.filledWith("word")))
        .contains("child    15 (word), spawned at line 3, died at line 9")
        .contains("stealer  thread 8, line 11, 1795475800.123456 s: word")
        .contains("victim   thread 7, line 12: word -> ECHILD")
        .contains("marked   fixed: word");
  }

  @Test
  void writesColoursOnlyWhenAsked() throws IOException {
    Style plain = new Style(false, Detail.NORMAL);
    Style painted = new Style(true, Detail.NORMAL);
    var result = Results.filledWith("word");
    assertThat(Results.report(ReportFormat.TEXT, "audit", plain, result)).doesNotContain("\033");
    assertThat(Results.report(ReportFormat.TEXT, "audit", painted, result)).contains("\033[1;31m");
  }

  @Test
  void quietLeavesVerdictAndFindings() throws IOException {
    Style quiet = new Style(false, Detail.QUIET);
    assertThat(Results.report(ReportFormat.TEXT, "audit", quiet, Results.filledWith("word")))
        .contains("Verdict:", "1. error: misreap")
        .doesNotContain("Next", "Fidelity", "cannot show");
  }

  @Test
  void neverRoundsFidelityUpToAHundred() throws IOException {
    var base = Results.filledWith("word");
    var waits = new WaitTotals(1_000_000, 999_999, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, new TreeMap<>());
    var result = base.edit().waits(waits).done();
    assertThat(Results.report(ReportFormat.TEXT, "audit", result)).contains("99.99 %");
  }
}
