package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.traces.Traces;

/**
 * A log that lacks a whole kind of records, as a narrower filter would have written it: no result
 * in it is called contradicted, nobody is accused whom the whole log does not accuse, and the log
 * is said to lack them.
 */
final class StrippedLogTest {
  private static final String SAMPLES = "../traces/samples/";
  private static final List<String> LOGS =
      List.of(
          "kernel/host-s0004.plain.strace.gz",
          "kernel/host-s0045.plain.strace.gz",
          "kernel/uml-s0058.plain.strace.gz",
          "strace/tini-pidnscomm.strace.gz");

  @TempDir Path folder;

  private static List<String> lines(String sample) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(Path.of(SAMPLES, sample)))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
    }
  }

  private TraceResult audit(Stream<String> lines) throws IOException {
    Path log = folder.resolve("log.strace");
    Files.write(log, (Iterable<String>) lines::iterator, StandardCharsets.ISO_8859_1);
    Analysis analysis = new Analysis(AnalysisOptions.plain());
    String spec = "strace:" + log;
    return analysis.finish("log", Traces.open(spec).read(analysis));
  }

  private static Set<String> accused(TraceResult result) {
    return result.findings().stream()
        .filter(each -> !each.rule().equals("polling"))
        .map(StrippedLogTest::key)
        .collect(Collectors.toSet());
  }

  private static String key(Finding finding) {
    return finding.rule()
        + " by "
        + finding.process().pid()
        + " of "
        + (finding.child() == null ? "nobody" : finding.child().pid());
  }

  @ParameterizedTest(name = "without {0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "exit lines; \\+\\+\\+ (exited|killed); no deaths were recorded",
        "exits; \\+\\+\\+ exited; no exits were recorded",
        "deaths by signals; \\+\\+\\+ killed; ''",
        "signals; --- (SIG|stopped); ''",
        "exit lines and signals; \\+\\+\\+ (exited|killed)|--- (SIG|stopped); no deaths",
        "forks; (clone3?|v?fork)(\\(| resumed); no fork, vfork or clone was recorded",
        "exit calls; exit(_group)?(\\(| resumed); ''",
        "process groups; setpgid|setsid; ''",
        "sigactions; rt_sigaction; no rt_sigaction was recorded",
        "prctl; prctl; ''",
        "wait4; wait4; ''",
        "all waits; wait4|waitid; ''",
        "results of waits; wait(4|id)\\b.* = ; their results were not",
        "descriptors; close|dup|fcntl|pidfd_open; ''",
        "all but waits; (?s)^(?!.*wait).*$; no fork, vfork or clone was recorded",
      })
  void nothingIsContradictedAndNobodyAccused(String what, String pattern, String note)
      throws IOException {
    Pattern missing = Pattern.compile(pattern);
    for (String log : LOGS) {
      List<String> whole = lines(log);
      TraceResult result = audit(whole.stream().filter(line -> !missing.matcher(line).find()));

      assertThat(result.contradictions()).as("%s without %s", log, what).isEmpty();
      assertThat(accused(audit(whole.stream()))).as("%s", log).containsAll(accused(result));
      if (!note.isEmpty() && result.waits().reaping() > 0) {
        assertThat(result.visibility()).as(log).anyMatch(sentence -> sentence.contains(note));
      }
    }
  }

  /** What is left of a log without waits is no ground for accusing anybody of not waiting. */
  @Test
  void aLogWithoutWaitsHasNoFindings() throws IOException {
    for (String log : LOGS) {
      TraceResult result =
          audit(lines(log).stream().filter(line -> !line.matches(".*(wait4|waitid).*")));

      assertThat(result.waits().total()).isZero();
      assertThat(result.findings())
          .as(log)
          .extracting(Finding::rule)
          .doesNotContain("misreap", "zombie-leak", "orphan-leak", "status-lost");
    }
  }
}
