package org.reapscope.analyzer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Argument errors are those of kernel_wait4 and kernel_waitid_prepare, in their order, on the
 * release asked about. Option bits are written as in {@code include/uapi/linux/wait.h}.
 */
final class WaitArgumentsTest {
  private static final KernelRelease OLD = new KernelRelease(4, 6);

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0",
    "-1, 0x1, 0",
    "0, 0xb, 0",
    "77, 0x60000000, 0",
    "-77, -2147483648, 0",
    "-1, 0x4, 22",
    "-1, 0x01000000, 22",
    "-1, 0x10, 22",
    "-2147483648, 0, 3",
    "-2147483648, 0x4, 22",
  })
  void wait4KnowsItsOptionsThenRefusesTheLeastInteger(int pid, String options, int errno) {
    assertThat(WaitArguments.check(false, 7, pid, Integer.decode(options))).isEqualTo(errno);
  }

  @ParameterizedTest
  @CsvSource({
    "0, -1, 0x4, 0",
    "0, 0, 0x0, 22",
    "0, 0, 0x1, 22",
    "0, 0, 0x1000001, 22",
    "0, 0, 0x14, 22",
    "1, 0, 0x4, 22",
    "1, -1, 0x4, 22",
    "1, 1, 0x4, 0",
    "2, -1, 0x4, 22",
    "2, 0, 0x4, 0",
    "2, 5, 0xa, 0",
    "3, -1, 0x4, 22",
    "3, 0, 0x4, 0",
    "4, 1, 0x4, 22",
    "7, 1, 0x4, 22",
    "-1, 1, 0x4, 22",
  })
  void waitidLooksAtOptionsThenTypeThenId(int idType, int id, String options, int errno) {
    assertThat(WaitArguments.check(true, idType, id, Integer.decode(options))).isEqualTo(errno);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 6, 0, 0, 0x40000004, 22",
    "4, 7, 0, 0, 0x40000004, 0",
    "5, 3, 2, 0, 0x4, 22",
    "5, 4, 2, 0, 0x4, 0",
    "5, 3, 3, 5, 0x4, 22",
    "5, 4, 3, 5, 0x4, 0",
    "6, 18, 3, 5, 0x4, 0",
  })
  void youngerRulesHoldFromTheirReleaseOn(
      int major, int minor, int idType, int id, String options, int errno) {
    KernelRelease release = new KernelRelease(major, minor);
    assertThat(WaitArguments.check(true, idType, id, Integer.decode(options), release))
        .isEqualTo(errno);
  }

  @Test
  void wait4TookCloneOptionsAlways() {
    assertThat(WaitArguments.check(false, 0, -1, WaitOptions.WALL, OLD)).isZero();
  }

  @Test
  void idsAreTruncatedAsTheKernelDoes() {
    assertThat(WaitArguments.check(true, WaitCall.P_PID, 0x1_0000_0000L, WaitOptions.WEXITED))
        .isEqualTo(Errno.EINVAL);
    assertThat(WaitArguments.check(true, WaitCall.P_PGID, 0xffff_ffffL, WaitOptions.WEXITED))
        .isEqualTo(Errno.EINVAL);
  }

  @Test
  void wait4ImpliesExited() {
    assertThat(WaitCall.wait4(5, WaitOptions.WNOHANG).explicitOptions())
        .isEqualTo(WaitOptions.WNOHANG | WaitOptions.WEXITED);
    assertThat(WaitCall.waitid(0, 0, WaitOptions.WSTOPPED).explicitOptions())
        .isEqualTo(WaitOptions.WSTOPPED);
  }

  @ParameterizedTest
  @CsvSource({"-1, ANY", "0, GROUP", "-9, GROUP", "9, ONE"})
  void wait4SelectsBySign(int pid, WaitRequest.Selector selector) {
    assertThat(WaitCall.wait4(pid, 0).selector()).isEqualTo(selector);
    assertThat(WaitCall.wait4(pid, 0).byPidfd()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, ANY, false", "1, ONE, false", "2, GROUP, false", "3, ONE, true"})
  void waitidSelectsByType(int idType, WaitRequest.Selector selector, boolean byPidfd) {
    WaitCall call = WaitCall.waitid(idType, 4, WaitOptions.WEXITED);
    assertThat(call.selector()).isEqualTo(selector);
    assertThat(call.byPidfd()).isEqualTo(byPidfd);
  }
}
