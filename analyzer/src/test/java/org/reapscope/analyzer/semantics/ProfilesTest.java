package org.reapscope.analyzer.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.kernel.Semantics;

/** Profiles are found by the names of the command line's contract, options included. */
final class ProfilesTest {
  @Test
  void everyNameOfTheContractIsThere() {
    assertThat(Profiles.all().stream().map(Semantics::name))
        .containsExactlyInAnyOrder(
            "linux",
            "linux-classic",
            "wait-pidfd",
            "wait-pidfd-v0",
            "wip-a",
            "wip-b",
            "autoreap",
            "wclone",
            "freebsd",
            "freebsd-original");
  }

  @Test
  void findsEachByItsName() {
    for (Semantics profile : Profiles.all()) {
      assertThat(Profiles.byName(profile.name())).isSameAs(profile);
      assertThat(profile.summary()).isNotBlank();
    }
  }

  @Test
  void optionsChangeOnlyWhatTheySay() {
    Semantics clearing = Profiles.byName("wait-pidfd+clear-on-reparent");
    assertThat(clearing.clearsMarkOnReparent()).isTrue();
    assertThat(clearing.focusedWaitsWalk()).isFalse();
    assertThat(clearing.hasFlag()).isTrue();
    assertThat(clearing.name()).isEqualTo("wait-pidfd+clear-on-reparent");
    Semantics both = Profiles.byName("wait-pidfd+clear-on-reparent+classic-scan");
    assertThat(both.clearsMarkOnReparent()).isTrue();
    assertThat(both.focusedWaitsWalk()).isTrue();
  }

  @Test
  void unknownNameIsToldTheValidOnes() {
    assertThatThrownBy(() -> Profiles.byName("wait-pidfdd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'wait-pidfdd'")
        .hasMessageContaining("wait-pidfd-v0")
        .hasMessageContaining("freebsd");
  }

  @Test
  void unknownOptionIsToldTheValidOnes() {
    assertThatThrownBy(() -> Profiles.byName("linux+fast"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'fast'")
        .hasMessageContaining("classic-scan, clear-on-reparent");
  }
}
