package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.Reading;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;

/** The short way to read an empty poll gives what the general way gives, or steps aside. */
final class EmptyPollTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(900, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0 <0.000045>",
        "(900, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0",
        "(900, 0x7ffc0a1b2c3d, WNOHANG, NULL)    = 0 <2>",
        "(4194304, 0x1, WNOHANG, NULL) = 0 <0.000000001>",
        "(900, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 01 <0.1>",
        "(900, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0x384",
        "(900, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0 (INJECTED)",
        "(900, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 900",
        "(900, 0x7ffc0a1b2c3d, WNOHANG|__WALL, NULL) = 0",
        "(900, 0x7ffc0a1b2c3d, WNOHANG, {ru_utime={tv_sec=0, tv_usec=0}, ...}) = 0",
        "(-1, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0",
        "(900<runsv>, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0",
        "(900, NULL, WNOHANG, NULL) = 0",
        "(900, 0, WNOHANG, NULL) = 0",
        "(99999999999, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0",
        "(900, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0 <0.1> <0.2>",
        "(900, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0 <>",
      })
  void agreesWithTheGeneralReading(String text) {
    assertThat(read("wait4", text)).isEqualTo(read("waitpid", text));
  }

  /** The short way is taken for wait4 only; both names mean the same arguments. */
  private static List<CallReturned> read(String name, String text) {
    return Reading.strace("812 " + name + text).calls(Call.Wait.class).stream()
        .map(
            e -> {
              Call.Wait w = (Call.Wait) e.call();
              Call.Wait unnamed =
                  new Call.Wait(
                      "",
                      w.idType(),
                      w.id(),
                      w.outerId(),
                      w.options(),
                      w.descriptor(),
                      w.pidfdTarget(),
                      w.report(),
                      w.visible(),
                      w.site());
              return new CallReturned(
                  e.line(),
                  e.time(),
                  e.tid(),
                  e.startLine(),
                  e.startTime(),
                  e.duration(),
                  unnamed,
                  e.outcome());
            })
        .toList();
  }
}
