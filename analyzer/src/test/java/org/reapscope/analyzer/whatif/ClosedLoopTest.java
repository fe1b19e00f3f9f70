package org.reapscope.analyzer.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.ChildOutcome;
import org.reapscope.analyzer.result.ChildOutcome.Outcome;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WhatIf;

/**
 * A run played on under its own rule stays as it was recorded; under another it changes where the
 * kernel's rule says so, and callers adapt. Pids and roles are those of the recordings' own truth.
 */
final class ClosedLoopTest {
  private static final String STEALS = "py_subprocess_reaper_thread/strace.log.zst";

  private static WhatIf played(TraceResult result) {
    WhatIf one = result.whatIf();
    assertThat(one).isNotNull();
    return one;
  }

  private static TraceResult audit(String name, String semantics, String mark) {
    return Sample.analysed(name, semantics, mark, Alternatives.ASKED);
  }

  private static Map<Integer, Outcome> outcomes(TraceResult result) {
    Map<Integer, Outcome> byPid = new TreeMap<>();
    for (ChildOutcome child : played(result).children()) {
      byPid.put(child.pid(), child.outcome());
    }
    return byPid;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STEALS,
        "glib_many_watches_nopidfd/strace.log.zst",
        "node_pid1_zombie_leak/strace.log.zst",
        "supervisord_pid1_orphans_clean/strace.log.zst",
        "tini_pid1_clean/strace.log.gz",
        "strace/go-reaper.strace.zst",
        "strace/py-steals.strace.zst",
        "strace/oddities-y.strace",
        "strace/lua-r.strace"
      })
  void changesNothingUnderTheRuleThatWasRecorded(String name) {
    WhatIf one = played(audit(name, "linux", "all"));
    assertThat(one.different()).isZero();
    assertThat(one.callsPlayed()).isEqualTo(one.callsRecorded());
    assertThat(one.leaks() + one.hangs() + one.stuck() + one.spins()).isZero();
  }

  @Test
  void leavesStolenJobsToTheirOwner() {
    TraceResult result = audit(STEALS, "wait-pidfd", "focused");
    assertThat(outcomes(result))
        .containsExactly(
            Map.entry(22975, Outcome.FIXED),
            Map.entry(23389, Outcome.FIXED),
            Map.entry(23819, Outcome.FIXED));
    assertThat(played(result).misreaps()).isZero();
  }

  @Test
  void saysThatTheBlockingThiefPolls() {
    TraceResult result = audit(STEALS, "wait-pidfd", "all");
    List<Finding> spins =
        result.findings().stream().filter(each -> each.rule().equals("would-spin")).toList();
    // The program sleeps 10 ms when it is told ECHILD.
    assertThat(spins)
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Finding.Severity.NOTE);
    assertThat(spins.get(0).message()).contains("ECHILD at once").containsPattern("after 1\\d\\.");
  }

  @Test
  void hangsAWatcherThatOnlyWaitsForAnybody() {
    // Line 1620 makes 27935, whom a library asks for; line 1814 makes 27937, whom nobody does.
    assertThat(outcomes(audit("strace/py-steals.strace.zst", "wait-pidfd", "all")))
        .containsEntry(27935, Outcome.FIXED)
        .containsEntry(27937, Outcome.HANGS);
  }

  @Test
  void marksInvertTheOrderOfALoneThread() {
    TraceResult result =
        Sample.analysed("strace/lua-r.strace", "wait-pidfd", "focused", Alternatives.ASKED, true);
    List<CallRow> changed =
        result.calls().stream().filter(row -> !row.recorded().equals(row.replayed())).toList();
    assertThat(changed).isNotEmpty();
    assertThat(changed).allMatch(row -> row.evidence().word().equals("inferred"));
    assertThat(played(result).fixed()).isEqualTo(1);
    assertThat(played(result).hangs() + played(result).leaks()).isZero();
  }

  @Test
  void hangsAnInitThatWaitsForAnybodyAndLeaksItsOrphans() {
    TraceResult result = audit("tini_pid1_clean/strace.log.gz", "wait-pidfd", "all");
    Map<String, List<Outcome>> byName =
        played(result).children().stream()
            .collect(
                Collectors.groupingBy(
                    ChildOutcome::comm,
                    TreeMap::new,
                    Collectors.mapping(ChildOutcome::outcome, Collectors.toList())));
    assertThat(byName.get("sh")).contains(Outcome.HANGS);
    assertThat(played(result).leaks()).isPositive();
  }

  @Test
  void comparesEveryProfileFromOneReading() {
    TraceResult result = Sample.analysed(STEALS, "linux", "focused", Alternatives.EVERY_PROFILE);
    Map<String, Long> misreaps =
        result.comparison().stream().collect(Collectors.toMap(WhatIf::semantics, WhatIf::misreaps));
    assertThat(misreaps)
        .containsEntry("linux", 3L)
        .containsEntry("linux-classic", 3L)
        .containsEntry("wait-pidfd", 0L)
        .containsEntry("freebsd", 0L)
        .containsEntry("freebsd-original", 3L);
  }
}
