package org.reapscope.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Inputs made to hurt end in a sentence or in counted lines; the surefire heap bounds memory. */
final class HostileInputTest {
  private static final String LINE =
      "812 1795475800.000001 wait4(-1, NULL, WNOHANG, NULL) = -1 ECHILD (No child processes)\n";

  private static TraceFacts read(InputStream in) throws IOException {
    return Traces.open("it", in, null, ReadOptions.DEFAULT).read(event -> {});
  }

  @Test
  void randomBytesAreNoTrace() {
    byte[] noise = new byte[200 << 10];
    new Random(1).nextBytes(noise);
    assertThatThrownBy(() -> read(new ByteArrayInputStream(noise)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("not a trace");
  }

  /** A line of half a gigabyte after one good line is cut, counted and left behind. */
  @Test
  void endlessLineIsCutAndCounted() throws IOException {
    byte[] head = (LINE + "812 1795475800.000002 wait4(").getBytes(StandardCharsets.ISO_8859_1);
    InputStream in =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            return at < head.length ? head[(int) at++] : at++ < (512L << 20) ? 'a' : -1;
          }

          @Override
          public int read(byte[] b, int from, int length) {
            int n = 0;
            while (n < length && at < head.length) {
              b[from + n++] = head[(int) at++];
            }
            long left = Math.min(length - n, (512L << 20) - at);
            if (left > 0) {
              java.util.Arrays.fill(b, from + n, from + n + (int) left, (byte) 'a');
              at += left;
              n += (int) left;
            }
            return n == 0 ? -1 : n;
          }
        };
    TraceFacts facts = read(in);
    assertThat(facts.lines()).isEqualTo(2);
    assertThat(facts.unparsed()).isEqualTo(1);
    assertThat(facts.complete()).isFalse();
    assertThat(facts.samples().get(0).text()).hasSizeLessThan(2000);
  }

  @Test
  void zeroByteInEachLineCostsThoseLinesOnly() throws IOException {
    StringBuilder log = new StringBuilder(LINE);
    for (int i = 0; i < 1000; i++) {
      log.append(LINE, 0, 30).append('\0').append(LINE, 30, LINE.length());
    }
    TraceFacts facts =
        read(new ByteArrayInputStream(log.toString().getBytes(StandardCharsets.ISO_8859_1)));
    assertThat(facts.lines()).isEqualTo(1001);
    assertThat(facts.events() - 1 + facts.unparsed()).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void bombStopsAtItsLimitAndSaysSo() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      byte[] lines = LINE.repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
      for (int i = 0; i < 100; i++) {
        out.write(lines);
      }
    }
    ReadOptions limits = new ReadOptions(1 << 20, 2000);
    assertThatThrownBy(
            () ->
                Traces.open("it", new ByteArrayInputStream(packed.toByteArray()), null, limits)
                    .read(event -> {}))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("expands beyond the limit");
  }
}
