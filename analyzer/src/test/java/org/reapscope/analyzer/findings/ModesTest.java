package org.reapscope.analyzer.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.traces.Traces;

/**
 * One program under options of strace that leave things out, change them or add to them: nothing is
 * contradicted, every line is understood, nobody is accused who robbed nobody.
 *
 * <p>The program wrote down each wait and its result ({@code W}), and each child whose owner was
 * refused although it had not collected it ({@code STOLEN}).
 */
final class ModesTest {
  private static final Path FOLDER = Sample.SAMPLES.resolve("modes");

  private static TraceResult audit(String name) throws IOException {
    Analysis analysis = new Analysis(AnalysisOptions.plain());
    String file = FOLDER.resolve(name + ".strace.zst").toString();
    return analysis.finish(file, Traces.open(file).read(analysis));
  }

  private static List<String> said(String name, String word) throws IOException {
    return Files.readAllLines(FOLDER.resolve(name + ".txt")).stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }

  private static Set<Integer> accused(TraceResult result) {
    Set<Integer> pids = new TreeSet<>();
    for (Finding finding : result.findings()) {
      Finding.Child child = finding.child();
      if (finding.rule().equals("misreap") && child != null) {
        pids.add(child.pid());
      }
    }
    return pids;
  }

  private static Set<Integer> stolen(String name) throws IOException {
    Set<Integer> pids = new TreeSet<>();
    for (String pid : said(name, "STOLEN")) {
      pids.add(Integer.valueOf(pid));
    }
    return pids;
  }

  @ParameterizedTest
  @CsvSource({
    "counts",
    "detach-at-exec",
    "dumps",
    "no-signals",
    "no-vfork",
    "process-calls",
    "quiet-exits",
    "undecoded",
  })
  void showsEveryTheft(String name) throws IOException {
    TraceResult result = audit(name);
    check(result);
    assertThat(accused(result)).isEqualTo(stolen(name));
    assertThat(result.waits().total()).isGreaterThanOrEqualTo(said(name, "W").size());
  }

  /** Threads cannot be told from processes, failed calls are left out, results are not its own. */
  @ParameterizedTest
  @CsvSource({"injected", "no-clone", "raw", "successes-only"})
  void doesNotSayThatNobodyStoleWhereItCannotTell(String name) throws IOException {
    TraceResult result = audit(name);
    check(result);
    assertThat(accused(result)).isSubsetOf(stolen(name));
    assertThat(result.verdict()).startsWith("Whether a child was stolen this log cannot tell");
  }

  /** The program was told ECHILD of a child that nobody had taken, by strace. */
  @ParameterizedTest
  @CsvSource({"injected-echild, 1", "injected, 9"})
  void judgesNoResultThatTheTracerGave(String name, long injected) throws IOException {
    TraceResult result = audit(name);
    check(result);
    assertThat(result.findings()).isEmpty();
    assertThat(result.waits().unknown()).isEqualTo(injected);
    assertThat(result.waits().rules()).containsEntry("result-injected", injected);
  }

  private static void check(TraceResult result) {
    assertThat(result.contradictions()).isEmpty();
    assertThat(result.facts().unparsed()).isZero();
    assertThat(result.findings())
        .extracting(Finding::rule)
        .doesNotContain("zombie-leak", "orphan-leak", "stale-signal");
  }
}
