package org.reapscope.analyzer.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.result.Plan;
import org.reapscope.analyzer.result.PlanRow;

/** A plan marks the stolen children's sites, leaves the others, and shows that this works. */
final class PlannerTest {
  private static Plan plan(String name) {
    Plan plan = Sample.analysed(name, "wait-pidfd", "minimal", Alternatives.PLAN).plan();
    assertThat(plan).isNotNull();
    return plan;
  }

  @Test
  void marksTheLibrarysChildAndNotTheLoops() {
    Plan plan = plan("strace/py-steals.strace.zst");
    List<PlanRow> marked = plan.rows().stream().filter(PlanRow::mark).toList();
    assertThat(marked).singleElement().extracting(PlanRow::example).isEqualTo(1620L);
    PlanRow left =
        plan.rows().stream().filter(row -> row.example() == 1814).findFirst().orElseThrow();
    assertThat(left.mark()).isFalse();
    assertThat(left.ifMarked().hangs()).isEqualTo(1);
    assertThat(plan.verdictOn(left.program())).isEqualTo("mark these");
  }

  @Test
  void provesItselfByPlayingTheRunOn() {
    Plan plan = plan("strace/go-reaper.strace.zst");
    assertThat(plan.proof().misreaps()).isZero();
    assertThat(plan.proof().fixed()).isPositive();
    assertThat(plan.proof().leaks() + plan.proof().hangs() + plan.proof().stuck()).isZero();
  }

  @Test
  void saysWhatTheThiefHasToChange() {
    Plan plan = plan("py_subprocess_reaper_thread/strace.log.zst");
    PlanRow row = plan.rows().stream().filter(PlanRow::mark).findFirst().orElseThrow();
    assertThat(row.misreaped()).isEqualTo(3);
    assertThat(row.change()).contains("ECHILD");
    assertThat(plan.verdictOn(row.program())).isEqualTo("mark these and change that");
  }

  @Test
  void callsACleanManagerSafeAsItIs() {
    Plan plan = plan("supervisord_pid1_orphans_clean/strace.log.zst");
    assertThat(plan.programs()).allMatch(each -> each.verdict().equals("safe as it is"));
    assertThat(plan.proof().marked()).isZero();
  }
}
