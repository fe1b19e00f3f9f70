package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.scan.LineReader;

/** Whatever bytes come in, nothing is thrown and every line is counted once. */
final class AnyBytesTest {
  private static final String ALPHABET =
      "0123456789 ,()[]{}<>\"'\\=?+-|/*.:\n\n\r\u001b&~abcwait4clone resumedunfinished...NULL";

  @Test
  void survivesNoise() throws IOException {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      checkEveryLineIsCounted(bytes);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      }
      checkEveryLineIsCounted(bytes);
    }
  }

  @Test
  void survivesRealLogsWithDamage() throws IOException {
    Random random = new Random(2);
    for (String sample :
        new String[] {"oddities-y.strace", "glib-comm.strace", "oddities-k.strace"}) {
      byte[] log = Files.readAllBytes(Path.of("samples", "strace", sample));
      for (int round = 0; round < 150; round++) {
        byte[] bytes = log.clone();
        for (int i = 0; i < 300; i++) {
          int at = random.nextInt(bytes.length);
          bytes[at] =
              random.nextBoolean()
                  ? bytes[random.nextInt(bytes.length)]
                  : (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        checkEveryLineIsCounted(bytes);
      }
    }
  }

  @Test
  void survivesALogCutAtAnyByte() throws IOException {
    byte[] log = Files.readAllBytes(Path.of("samples", "strace", "era-6.16.strace"));
    for (int length = 0; length < log.length; length++) {
      checkEveryLineIsCounted(java.util.Arrays.copyOf(log, length));
    }
  }

  private static void checkEveryLineIsCounted(byte[] bytes) throws IOException {
    Diary diary = new Diary();
    StraceParser parser = new StraceParser(diary, event -> {});
    try (LineReader lines = new LineReader(new ByteArrayInputStream(bytes), 64)) {
      while (lines.next()) {
        parser.line(lines.buffer(), lines.start(), lines.end(), lines.line());
      }
      parser.end();
      assertThat(diary.eventLines + diary.skipped + diary.unparsed.count())
          .isEqualTo(lines.line())
          .isEqualTo(diary.lines);
    }
    StraceSniffer.score(bytes, bytes.length);
    try {
      new StraceReader(new ByteArrayInputStream(bytes)).read(event -> {});
    } catch (TraceException nothingFound) {
      assertThat(diary.eventLines + diary.skipped).isZero();
    }
  }
}
