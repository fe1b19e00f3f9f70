package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.analyzer.result.WaitTotals;

/**
 * The model answers every recorded wait as the kernel did that was recorded.
 *
 * <p>The random workloads ran on a real kernel with CLONE_WAIT_PIDFD (flag) and without (plain);
 * the number of wait calls in each was counted with grep, a wait that never came back not counting.
 */
final class RecordingsReplayTest {
  /** Caps on what a rule may explain, as shares of all waits of these recordings. */
  private static final Map<Rule, Double> CAPS =
      Map.of(Rule.LIST_ORDER, 0.005, Rule.SCAN_POINT, 0.003, Rule.SUBREAPER_RACE, 0.005);

  @ParameterizedTest
  @CsvSource({
    "kernel/host-s0004.plain.strace.gz, 54",
    "kernel/host-s0020.plain.both.strace.gz, 38",
    "kernel/host-s0037.plain.strace.gz, 94",
    "kernel/host-s0045.plain.strace.gz, 96",
    "kernel/uml-s0007.flag.strace.gz, 286",
    "kernel/uml-s0023.flag.strace.gz, 257",
    "kernel/uml-s0028.flag.strace.gz, 36",
    "kernel/uml-s0039.plain.strace.gz, 277",
    "kernel/uml-s0058.plain.strace.gz, 165",
    "kernel/uml-s0070.flag.strace.gz, 158",
    "kernel/uml-s0111.plain.strace.gz, 314",
    "kernel/uml-s0118.flag.strace.gz, 146",
    "kernel/uml-s0118.plain.strace.gz, 153",
    "kernel/status-unasked-ff, 9",
    "ftrace/strace-at-work.ftrace.gz, 133",
  })
  void noRecordedWaitIsContradicted(String name, long counted) {
    WaitTotals waits = Recording.of(name).replay(UnaryOperator.identity()).waits();
    assertThat(waits.contradicted()).isZero();
    assertThat(waits.total()).isEqualTo(counted);
    assertThat(waits.exact()).isGreaterThanOrEqualTo(counted * 94 / 100);
  }

  /** Many processes on few processors: calls in flight overlap each other, and tasks die inside. */
  @ParameterizedTest
  @CsvSource({
    "kernel/busy-early-stop.strace.gz, 105, stop-before-stopped-line",
    "kernel/busy-leader-exit.strace.gz, 24, ''",
    "kernel/busy-lost-exec.strace.gz, 717, exec-with-lost-return",
    "kernel/busy-lost-wait.strace.gz, 475, reaped-by-lost-wait",
  })
  void noBusyWaitIsContradicted(String name, long counted, String rule) {
    WaitTotals waits = Recording.of(name).replay(UnaryOperator.identity()).waits();
    assertThat(waits.contradicted()).isZero();
    assertThat(waits.total()).isEqualTo(counted);
    assertThat(waits.exact()).isGreaterThanOrEqualTo(counted * 97 / 100);
    if (!rule.isEmpty()) {
      assertThat(waits.rules()).containsEntry(rule, 1L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kernel/uml-s0023.flag.strace.gz",
    "kernel/uml-s0070.flag.strace.gz",
    "kernel/uml-s0118.flag.strace.gz",
  })
  void theWrongRulesAreFoundOut(String name) {
    WaitTotals waits =
        Recording.of(name).replay("linux", MarkPolicy.NONE, UnaryOperator.identity()).waits();
    assertThat(waits.contradicted()).isGreaterThan(waits.total() / 5);
  }

  @Test
  void noRuleExplainsMoreThanItsCap() {
    long[] all = {0};
    Map<String, Long> used = new java.util.TreeMap<>();
    samples()
        .forEach(
            each -> {
              WaitTotals waits = each.replay(UnaryOperator.identity()).waits();
              all[0] += waits.total();
              waits.rules().forEach((rule, count) -> used.merge(rule, count, Long::sum));
            });
    for (Rule rule : Rule.values()) {
      double cap = CAPS.getOrDefault(rule, 0.0005);
      assertThat(used.getOrDefault(rule.id(), 0L))
          .as(rule.id())
          .isLessThanOrEqualTo((long) Math.ceil(cap * all[0]));
    }
  }

  /** Recordings of overloaded machines. */
  static Stream<Recording> busy() {
    return Stream.of("early-stop", "leader-exit", "lost-exec", "lost-wait")
        .map(name -> Recording.of("kernel/busy-" + name + ".strace.gz"));
  }

  static Stream<Recording> samples() {
    return Stream.of(
            "host-s0004.plain",
            "host-s0020.plain.both",
            "host-s0037.plain",
            "host-s0045.plain",
            "uml-s0007.flag",
            "uml-s0023.flag",
            "uml-s0028.flag",
            "uml-s0039.plain",
            "uml-s0058.plain",
            "uml-s0070.flag",
            "uml-s0111.plain",
            "uml-s0118.flag",
            "uml-s0118.plain")
        .map(name -> Recording.of("kernel/" + name + ".strace.gz"));
  }
}
