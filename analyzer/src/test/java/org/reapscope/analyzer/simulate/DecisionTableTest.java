package org.reapscope.analyzer.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.semantics.Profiles;

/**
 * The decision tables say of a dead marked child what the table of profiles says (E): the column
 * "dead, the only child" against rows 1 to 6 and the focused rows.
 */
final class DecisionTableTest {
  private static final int DEAD = Situation.DEAD.ordinal();

  @ParameterizedTest
  @CsvSource({
    "linux, reports, reports, reports, reports",
    "linux-classic, reports, reports, reports, reports",
    "wait-pidfd-v0, ECHILD, ECHILD, reports, reports",
    "wait-pidfd, ECHILD, ECHILD, reports, reports",
    "wip-a, ECHILD, ECHILD, ECHILD, reports",
    "wip-b, ECHILD, ECHILD, ECHILD, reports",
    "autoreap, ECHILD, ECHILD, ECHILD, ECHILD",
    "wclone, ECHILD, ECHILD, ECHILD, ECHILD",
    "freebsd-original, reports, reports, reports, -",
    "freebsd, ECHILD, reports, reports, reports",
  })
  void deadMarkedChildIsSeenAsTheTableOfProfilesSays(
      String profile, String any, String group, String pid, String pidfd) {
    DecisionTable table = DecisionTable.of(Profiles.byName(profile));
    assertThat(cell(table, WaitForm.ANY)).isEqualTo(any);
    assertThat(cell(table, WaitForm.P_ALL)).isEqualTo(any);
    assertThat(cell(table, WaitForm.GROUP)).isEqualTo(group);
    assertThat(cell(table, WaitForm.OWN_GROUP)).isEqualTo(group);
    assertThat(cell(table, WaitForm.PID)).isEqualTo(pid);
    assertThat(cell(table, WaitForm.P_PIDFD)).isEqualTo(pidfd);
  }

  @Test
  void groupMinusOneIsInvalidOnLinuxOnly() {
    for (Semantics profile : Profiles.all()) {
      assertThat(cell(DecisionTable.of(profile), WaitForm.P_PGID_MINUS_ONE))
          .isEqualTo(profile.isLinux() ? "EINVAL" : "ECHILD");
    }
  }

  @Test
  void everyProfileCanBePrinted() {
    assertThat(SemanticsText.list()).anyMatch(line -> line.startsWith("wip-b "));
    for (Semantics profile : Profiles.all()) {
      List<String> lines = SemanticsText.of(profile);
      assertThat(lines.get(0)).isEqualTo(profile.name());
      assertThat(lines).anyMatch(line -> line.contains("waitid(P_PIDFD, fd)"));
      assertThat(lines).allMatch(line -> line.length() <= 100);
    }
  }

  private static String cell(DecisionTable table, WaitForm form) {
    return table.rows().get(form.ordinal()).cells().get(DEAD);
  }
}
