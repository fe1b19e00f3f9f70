package org.reapscope.traces.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.reapscope.traces.scan.Bytes;

/** A remembered name is the text of its bytes, whatever was asked for before. */
final class NameCacheTest {
  private final NameCache names = new NameCache();

  @Test
  void givesTheTextOfEveryRange() {
    Random random = new Random(23);
    byte[] bytes = new byte[40];
    for (int round = 0; round < 50_000; round++) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : 'a' + random.nextInt(2));
      }
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(Math.min(20, bytes.length - from) + 1);
      assertThat(names.of(bytes, from, to)).isEqualTo(Bytes.text(bytes, from, to));
    }
  }

  @Test
  void makesARepeatedNameOnce() {
    byte[] line = Bytes.ascii("comm=runsv pid=7; comm=runsv pid=8");
    assertThat(names.of(line, 5, 10)).isEqualTo("runsv").isSameAs(names.of(line, 23, 28));
  }
}
