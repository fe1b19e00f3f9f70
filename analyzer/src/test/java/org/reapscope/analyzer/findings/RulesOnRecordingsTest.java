package org.reapscope.analyzer.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reapscope.analyzer.result.Finding;

/**
 * Each rule names exactly the children that the recorded programs named: who was robbed or refused
 * says so, and zombies are read from /proc. Where a program says nothing, the rule is silent.
 */
final class RulesOnRecordingsTest {
  static Stream<Sample> samples() throws IOException {
    try (Stream<Path> files = Files.list(Sample.FOLDER)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".txt"))
              .map(name -> name.substring(0, name.length() - ".txt".length()))
              .sorted()
              .toList();
      assertThat(names.size()).isGreaterThanOrEqualTo(15);
      return names.stream().map(Sample::once);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void namesTheChildrenThatTheProgramNames(Sample sample) {
    Set<Integer> stolen = new TreeSet<>(sample.said("T"));
    stolen.retainAll(sample.said("LOST"));
    Set<Integer> watched = new TreeSet<>(sample.said("T"));
    watched.retainAll(sample.said("RISK"));
    Set<Integer> twice = new TreeSet<>(sample.said("SECOND"));
    twice.addAll(sample.said("TWICE"));
    Set<Integer> leaked = sample.children("zombie-leak");
    leaked.addAll(sample.children("orphan-leak"));

    assertThat(sample.children("misreap")).isEqualTo(stolen);
    assertThat(sample.children("misreap-risk")).isEqualTo(watched);
    assertThat(sample.children("status-lost")).isEqualTo(sample.said("AUTO"));
    assertThat(sample.children("double-wait")).isEqualTo(twice);
    assertThat(sample.children("stale-signal")).isEqualTo(sample.said("STALE"));
    assertThat(leaked).isEqualTo(sample.said("ZOMBIE"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void countsEachWayToWaitInVain(Sample sample) {
    long ways =
        sample.said().stream().filter(each -> each.startsWith("INVALID")).distinct().count();

    assertThat(sample.count("invalid-wait")).isEqualTo(ways);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void missesAReaperOnlyWhereOrphansStay(Sample sample) {
    boolean expected = !sample.children("orphan-leak").isEmpty();

    assertThat(sample.count("reaper-missing")).isEqualTo(expected ? 1 : 0);
  }

  @Test
  void warnsOfTwoOwnersButOnlyNotesOneThatMakesSure() {
    assertThat(severities("two_focused", "double-wait")).containsExactly(Finding.Severity.WARNING);
    assertThat(severities("kill_then_verify", "double-wait"))
        .containsExactly(Finding.Severity.NOTE);
  }

  @Test
  void notesAWaitThatMayBeAProbeAndWarnsOfARepeatedOne() {
    Sample sample = Sample.once("invalid_waits");
    for (Finding finding : sample.findings()) {
      if (finding.rule().equals("invalid-wait")) {
        boolean repeated = finding.message().endsWith("2 times");
        assertThat(finding.severity())
            .as(finding.message())
            .isEqualTo(repeated ? Finding.Severity.WARNING : Finding.Severity.NOTE);
      }
    }
    assertThat(sample.findings().stream().filter(f -> f.message().endsWith("2 times")))
        .isNotEmpty();
  }

  @Test
  void accusesNoTracerWhoseWaitsTheLogDoesNotTellApart() {
    List<Finding> findings =
        Sample.audited(Sample.SAMPLES.resolve("kernel/host-s0020.plain.both.ftrace.gz"));

    assertThat(findings.stream().filter(each -> each.process().comm().equals("strace")).toList())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cleanManagers")
  void accusesNoManagerInNormalService(String recording) {
    List<Finding> findings = Sample.audited(Sample.SAMPLES.resolve(recording));

    assertThat(findings.stream().filter(f -> f.severity() != Finding.Severity.NOTE).toList())
        .isEmpty();
  }

  static Stream<String> cleanManagers() {
    return Stream.of(
        "tini_pid1_clean/strace.log.gz",
        "supervisord_pid1_orphans_clean/strace.log.zst",
        "strace/nginx-attach.strace.gz",
        "ftrace/dash-jobs.ftrace.gz",
        "ftrace/strace-at-work.ftrace.gz");
  }

  private static Set<Finding.Severity> severities(String sample, String rule) {
    Set<Finding.Severity> all = new TreeSet<>();
    for (Finding finding : Sample.once(sample).findings()) {
      if (finding.rule().equals(rule)) {
        all.add(finding.severity());
      }
    }
    return all;
  }
}
