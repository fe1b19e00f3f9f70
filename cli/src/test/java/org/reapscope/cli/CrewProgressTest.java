package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The bar goes by bytes, which is what work is; nobody but a person at a terminal sees it. */
final class CrewProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  private CrewProgress bar(boolean terminal) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console = new Console(OutputStream.nullOutputStream(), stream, false, terminal);
    return new CrewProgress(console, false, new long[] {600, 100, 100, 200}, () -> now);
  }

  private String last() {
    String text = err.toString(StandardCharsets.UTF_8);
    return text.substring(text.lastIndexOf('\r') + 1);
  }

  @Test
  void tellsWhatIsDoneAndHowLongTheRestTakes() {
    try (CrewProgress bar = bar(true)) {
      now = 2_000_000_000L;
      bar.done(100);
      // A tenth of the bytes in 2 seconds: 18 more for the rest.
      assertThat(last()).contains(" 10 %", "1 of 4 traces", "0:18 left").contains("[==   ");
      now = 10_000_000_000L;
      bar.done(600);
      assertThat(last()).contains(" 70 %", "2 of 4 traces", "0:04 left");
    }
    assertThat(last()).isEqualTo("\u001b[K");
  }

  @Test
  void isSilentOffATerminal() {
    try (CrewProgress bar = bar(false)) {
      now = 2_000_000_000L;
      bar.done(100);
    }
    assertThat(err.size()).isZero();
  }
}
