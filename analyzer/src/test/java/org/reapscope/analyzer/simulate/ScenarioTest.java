package org.reapscope.analyzer.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.analyzer.semantics.Profiles;

/**
 * Scripts beyond the conformance cases give what the rules in {@code docs/semantics.md} say; the
 * section is named with each.
 */
final class ScenarioTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "D.3 non-blocking pidfd | linux | \"P fork A; P pidfd_open A NONBLOCK;"
            + " P waitid pidfd A WEXITED => ?; P waitid pidfd A WEXITED|WNOHANG => ?; A exit 1;"
            + " P waitid pidfd A WEXITED => ?\" | EAGAIN / 0 / A:exit1",
        "D.3 SA_RESTART starts the call again | linux | \"P sigchld handler RESTART; P fork B;"
            + " P fork A; P wait4 B => ?#; A exit 3; B exit 4\" | block,B:exit4 #4",
        "J a real parent is told group stops of a traced child | linux | \"P fork A; P fork B;"
            + " B seize A; A stop 19; B wait4 A => ?; P wait4 A WUNTRACED|WNOHANG => ?;"
            + " B ptcont A 19; P wait4 A WUNTRACED|WNOHANG => ?\""
            + " | A:stop19 / 0 / A:stop19",
        "B11 detach hands a zombie over | linux | \"P fork A; P fork B; B seize A; A exit 3;"
            + " P wait4 A WNOHANG => ?; B detach A; P wait4 A => ?\" | 0 / A:exit3",
        "J exec clears SA_NOCLDWAIT | linux | \"P sigchld handler NOCLDWAIT; P exec; P fork A;"
            + " A exit 1; P wait4 -1 => ?\" | A:exit1",
        "B3 exec keeps SIG_IGN | linux | \"P sigchld ign; P exec; P fork A; A exit 1;"
            + " P wait4 -1 => ?\" | ECHILD",
        "D.5 __WNOTHREAD is not woken by another thread's child | linux | \"P thread T; T fork A;"
            + " P fork B; P wait4 -1 __WNOTHREAD => ?#; A exit 1; B exit 2\" | block,B:exit2 #2",
        "B6 init inherits and may be played | linux | \"P fork A; A fork G; A exit 0;"
            + " P wait4 A => ?; G exit 5; P wait4 -1 WNOHANG => ?; init wait4 G => ?\""
            + " | A:exit0 / ECHILD / G:exit5",
        "D.3 a killed sleeper never returns | linux | \"P fork A; A fork B; A wait4 B => ?;"
            + " A signal 9; P wait4 A => ?\" | block / A:sig9",
        "D.3 waitid writes its siginfo on every return | linux | \"P fork A;"
            + " P waitid all WEXITED|WNOHANG badptr => ?; P wait4 -1 WNOHANG badptr => ?\""
            + " | EFAULT / 0",
        "B16 a uring wait sleeps beside its caller | linux | \"P fork A;"
            + " P uring-waitid all WEXITED => ?; P sigcount => ?; A exit 4\" | block,A:exit4 / 0",
        "E.6 a thread's pidfd fires for the thread | linux | \"P fork A; A thread T;"
            + " P pidfd_open A THREAD; A leaderexit 1; P poll A => ?\" | IN",
        "E.6 a process's pidfd waits for all threads | linux | \"P fork A pidfd; A thread T;"
            + " A leaderexit 1; P poll A => ?; T threadexit; P poll A => ?\" | 0 / IN",
        "E.6 no pidfd of a thread without THREAD | linux | \"P fork A; A thread T;"
            + " P pidfd_open T => ?\" | ENOENT",
        "B4 the leader's own code counts without exit_group | linux | \"P fork A; A thread T;"
            + " A leaderexit 5; T threadexit 6; P wait4 A => ?\" | A:exit5",
        "B9 a continue without a stop reports nothing | linux | \"P fork A; A cont;"
            + " P wait4 A WCONTINUED|WNOHANG => ?\" | 0",
        "B9 a continue before any wait loses the stop | linux | \"P fork A; A stop; A cont;"
            + " P wait4 A WUNTRACED|WNOHANG => ?; P wait4 A WCONTINUED|WNOHANG => ?\""
            + " | 0 / A:cont",
        "B8 SA_NOCLDSTOP sends no signal for stops | linux | \"P sigchld handler NOCLDSTOP;"
            + " P fork A; A stop; P sigcount => ?; A exit 0; P sigcount => ?\" | 0 / 1",
        "D.3 blocked SIGCHLD does not interrupt | linux | \"P sigchld handler; P block SIGCHLD;"
            + " P fork A; P fork B; P wait4 B => ?; A exit 1; B exit 2\" | block,B:exit2",
        "E clear-on-reparent makes an orphan ordinary | wait-pidfd+clear-on-reparent |"
            + " \"R subreaper; R fork A; A fork G F; A exit 1; R wait4 A => ?;"
            + " R wait4 -1 WNOHANG => ?; G exit 7; R wait4 -1 WNOHANG => ?;"
            + " R wait4 G WNOHANG => ?\" | A:exit1 / 0 / G:exit7 / ECHILD",
        "E.4 opening a pidfd again keeps the zombie | wip-b | \"P fork A F; P pidfd_open A;"
            + " A exit 3; P closepidfd A; P waitid pidfd A WEXITED|WNOHANG => ?\" | A:exit3",
        "E FreeBSD's last close disowns and kills | freebsd | \"P fork A F; P closepidfd A;"
            + " P wait4 A WNOHANG => ?; init wait4 A => ?\" | ECHILD / A:sig9",
        "E FreeBSD has no __WCLONE | freebsd | \"P fork A; P wait4 -1 __WCLONE => ?\" | -",
        "E.5 creation fails with an exit signal | autoreap | \"P fork A F es=17 => ?\" | EINVAL",
        "B1 threads of a process wait for each other's children | linux | \"P thread T; T fork A;"
            + " A exit 3; P wait4 A => ?\" | A:exit3",
        "C a dead leader traced by the caller has no stops left | linux | \"P fork A; P seize A;"
            + " A thread T; A leaderexit 1; P waitid pid A WSTOPPED|WNOHANG => ?;"
            + " P waitid pid A WCONTINUED|WNOHANG => ?; P waitid pid A WEXITED|WNOHANG => ?\""
            + " | ECHILD / 0 / 0",
        "B7 an orphan autoreaped while it is reparented is no candidate | linux |"
            + " \"P subreaper; P fork A; A fork G; P fork B; G exit 7; P sigchld ign; A signal 9;"
            + " P wait4 -1 WNOHANG => ?#\" | 0 #1",
        "B6 FreeBSD moves the youngest orphan first, each to the head | freebsd |"
            + " \"P subreaper; P fork A; A fork G; A fork H; A exit 1; G exit 7; H exit 8;"
            + " P wait4 A => ?; P wait4 -1 => ?; P wait4 -1 => ?\""
            + " | A:exit1 / G:exit7 / H:exit8",
        "B3 the process keeps its name and number | linux | \"P fork A; A thread T; T exec;"
            + " P wait4 tid(A) WNOHANG => ?; T exit 2; P wait4 A => ?\" | 0 / A:exit2",
      })
  void ruleHolds(String rule, String profile, String script, String results) {
    assertThat(Scenario.play(script, Profiles.byName(profile), false).line())
        .as(rule)
        .isEqualTo(results);
  }
}
