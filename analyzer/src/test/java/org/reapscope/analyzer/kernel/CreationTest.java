package org.reapscope.analyzer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.analyzer.kernel.Creation.Flag;
import org.reapscope.analyzer.semantics.Profiles;

/**
 * Creation fails as clone3_args_valid and the posted patches let it fail; the rows are the creation
 * row of the profiles' table (E).
 */
final class CreationTest {
  @ParameterizedTest
  @CsvSource({
    "wait-pidfd, MARK+PIDFD, 17, 0",
    "wait-pidfd, MARK, 17, 22",
    "wait-pidfd, MARK+PIDFD+THREAD, 0, 22",
    "wait-pidfd, MARK+PIDFD+DETACHED, 17, 22",
    "wait-pidfd, MARK+PIDFD+PARENT, 0, 0",
    "wait-pidfd, MARK+PIDFD+PARENT, 17, 22",
    "wait-pidfd-v0, MARK, 17, 22",
    "wip-a, MARK, 17, 22",
    "wip-b, MARK, 17, 22",
    "autoreap, MARK, 0, 0",
    "autoreap, MARK+PIDFD, 0, 0",
    "autoreap, MARK, 17, 22",
    "autoreap, MARK+THREAD, 0, 22",
    "autoreap, MARK+PARENT, 0, 22",
    "autoreap, MARK+AUTOKILL, 0, 22",
    "autoreap, AUTOKILL+PIDFD, 0, 22",
    "autoreap, MARK+PIDFD+AUTOKILL, 0, 1",
    "autoreap, MARK+PIDFD+AUTOKILL+NO_NEW_PRIVS, 0, 0",
    "autoreap, NO_NEW_PRIVS+THREAD, 0, 22",
    "linux, AUTOKILL+PIDFD, 17, 22",
    "wclone, MARK, 0, 0",
    "wclone, MARK, 65, 22",
    "linux, PIDFD, 64, 0",
    "linux, PIDFD, 65, 22",
    "linux, PIDFD, -1, 22",
    "linux, CSIGNAL, 0, 22",
    "linux, PARENT, 17, 22",
    "linux, PARENT, 0, 0",
    "linux, THREAD, 17, 22",
    "linux, DETACHED, 17, 22",
  })
  void clone3Refuses(String profile, String flags, int exitSignal, int errno) {
    Creation creation = new Creation(true, flags(flags), exitSignal, false, false);
    assertThat(creation.error(Profiles.byName(profile))).isEqualTo(errno);
  }

  @ParameterizedTest
  @CsvSource({
    "linux, PIDFD, 0",
    "linux, PIDFD+DETACHED, 22",
    "linux, PIDFD+PARENT_SETTID, 22",
    "linux, DETACHED, 0",
    "linux, PARENT_SETTID, 0",
    "wait-pidfd, MARK+PIDFD, 22",
    "autoreap, MARK, 22",
  })
  void legacyCloneRefuses(String profile, String flags, int errno) {
    Creation creation = new Creation(false, flags(flags), 0, false, true);
    assertThat(creation.error(Profiles.byName(profile))).isEqualTo(errno);
  }

  @Test
  void anAutoreapedProcessMakesNoSiblings() {
    Creation sibling = new Creation(true, Set.of(Flag.PARENT), 0, true, true);
    assertThat(sibling.error(Profiles.byName("autoreap"))).isEqualTo(Errno.EINVAL);
    assertThat(sibling.error(Profiles.byName("linux"))).isZero();
  }

  @Test
  void privilegeStandsInForNoNewPrivileges() {
    Set<Flag> flags = EnumSet.of(Flag.MARK, Flag.PIDFD, Flag.AUTOKILL);
    assertThat(new Creation(true, flags, 0, false, true).error(Profiles.byName("autoreap")))
        .isZero();
  }

  private static Set<Flag> flags(String names) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    Arrays.stream(names.split("\\+")).map(Flag::valueOf).forEach(flags::add);
    return flags;
  }
}
