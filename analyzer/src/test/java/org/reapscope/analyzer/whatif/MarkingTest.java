package org.reapscope.analyzer.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A marking marks the children that its words mean, and only those. */
final class MarkingTest {
  /** Jobs 22975, 23389 and 23819 by the programs' own words; 22974 is the thread that steals. */
  private static final String STEALS = "py_subprocess_reaper_thread/strace.log.zst";

  /** Its line 90 opens a pidfd of 4052. */
  private static final String GLIB = "strace/glib-comm.strace";

  @Test
  void marksWhomAFocusedWaitNamedEvenWhenItCameTooLate() {
    assertThat(Sample.marked(STEALS, "focused")).containsExactly(22975, 23389, 23819);
  }

  @Test
  void marksTheStolen() {
    assertThat(Sample.marked(STEALS, "misreaped")).containsExactly(22975, 23389, 23819);
  }

  @Test
  void marksNobodyWhereNobodyHoldsAPidfd() {
    assertThat(Sample.marked(STEALS, "pidfd")).isEmpty();
  }

  @Test
  void marksWhoseParentOpenedAPidfd() {
    assertThat(Sample.marked(GLIB, "pidfd")).contains(4052);
  }

  @Test
  void marksByTheProgramThatAChildBecame() {
    assertThat(Sample.marked(STEALS, "exe=kid")).containsExactly(22975, 23389, 23819);
    assertThat(Sample.marked(STEALS, "exe=*/kid")).containsExactly(22975, 23389, 23819);
    assertThat(Sample.marked(STEALS, "exe=/kid")).isEmpty();
  }

  @Test
  void marksByName() {
    assertThat(Sample.marked(STEALS, "comm=k?d")).containsExactly(22975, 23389, 23819);
    assertThat(Sample.marked(STEALS, "comm=python*,comm=none-such")).isEmpty();
  }

  @Test
  void unitesItsWords() {
    assertThat(Sample.marked(STEALS, "none, pidfd ,focused")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sometimes", "comm=", "exe", "all=1", "recorded=bit", "", "none,"})
  void refusesAWordItDoesNotKnowAndNamesTheValidOnes(String text) {
    assertThatThrownBy(() -> Marking.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageFindingMatch("misreaped|0x8000000000");
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "a*c, abbc, true",
    "a*c, abcd, false",
    "?, x, true",
    "?, xy, false",
    "*.service, dbus.service, true",
    "a**b, ab, true",
    "[a], a, false"
  })
  void readsPatternsAsAShellDoes(String pattern, String text, boolean fits) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(fits);
  }
}
