package org.reapscope.analyzer.simulate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.analyzer.semantics.Profiles;

/** A script that cannot be played is refused with the step, what was found and what is allowed. */
final class ScenarioErrorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P frok A | step 1 'P frok A' | 'frok' | did you mean fork?",
        "P dance | step 1 | 'dance' | the verbs are: fork, clone3",
        "P | step 1 'P' | found 1 word | WHO VERB ARGUMENTS",
        ";; ; | no step | WHO VERB | ARGUMENTS",
        "P fork A => ! | step 1 | found '!' | ?#",
        "P fork A; P wait4 B | step 2 'P wait4 B' | 'B' | A, P, init",
        "P fork A; Q wait4 A | step 2 | 'Q' | A, P, init",
        "P fork A; P wait4 A WHOHANG | step 2 | 'WHOHANG' | WNOHANG, WUNTRACED",
        "P fork A; P wait4 | step 2 | nothing left | whom to wait for",
        "P fork A; P waitid everybody WEXITED | step 2 | 'everybody' | waitid all",
        "P fork A; P wait4 A; P fork B | step 3 | asleep in its wait | fork",
        "P fork A; A exit 1; A fork B | step 3 | A is dead | fork",
        "P fork A; A exit 1; A exit 2 | step 3 | A is dead | already",
        "P fork A; P waitid pidfd A WEXITED | step 2 | never held a pidfd of A | pidfd_open",
        "P fork A exit=3 | step 1 | 'exit=3' | [es=N] [pidfd]",
        "P fork A; P fork A | step 2 | 'A' exists already | new name",
        "P fork A9..A3 | step 1 | A9..A3 | names",
        "P fork A; A exit 256 | step 2 | 256 | 0 to 255",
        "P fork A; A exit many | step 2 | 'many' | a whole number",
        "P fork A; A signal FOO | step 2 | 'FOO' | 1 to 64",
        "P fork A; A stop 9 | step 2 | signal 9 | 19 to 22",
        "P sigchld ignore | step 1 | 'ignore' | ign, dfl, handler",
        "P fork A; P ptcont A | step 2 | does not trace A | ESRCH",
        "P fork A; P seize A; P seize A | step 3 | A cannot be traced | EPERM",
        "P fork A; P fork B; P setpgid A B | step 3 | no group | EPERM",
        "P fork A samepid(P) | step 1 | samepid | reaped",
        "P fork A burn=long | step 1 | 'long' | seconds",
        "P subreaper maybe | step 1 | 'maybe' | off",
        "P thread T; T leaderexit | step 2 | not the leader | threadexit",
        "P threadexit | step 1 | leader | exit",
        "P fork I newpidns; I wait4 P | step 2 | P has no number | namespace of I",
        "init exit | step 1 | init | cannot exit",
      })
  void saysWhereWhatAndWhatElse(String script, String where, String what, String allowed) {
    assertThatThrownBy(() -> Scenario.play(script, Profiles.byName("linux"), false))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(what)
        .hasMessageContaining(allowed);
  }
}
