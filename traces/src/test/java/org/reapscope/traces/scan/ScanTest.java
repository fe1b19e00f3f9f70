package org.reapscope.traces.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hot path's tricks with words give what the plain way gives. */
final class ScanTest {

  @Test
  void joinsDigitsLikeTheLibrary() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      int number = random.nextInt(100_000_000);
      byte[] digits = Bytes.ascii(String.format("%08d", number));
      assertThat(Bytes.eightDigits(digits, 0)).isEqualTo(number);
      assertThat(Bytes.sixDigits(digits, 0)).isEqualTo(number / 100);
      byte other = (byte) random.nextInt(256);
      digits[random.nextInt(8)] = other;
      if (other < '0' || other > '9') {
        assertThat(Bytes.eightDigits(digits, 0)).isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, -1",
    "900<runsv>, 900",
    "0x384, 900",
    "0xffffffffffffffff, -1",
    "18446744073709551554, -62",
    "9223372036854775807, 9223372036854775807",
    "x, -9223372036854775808",
    "'', -9223372036854775808",
    "-, -9223372036854775808",
    "0x11111111111111111, -9223372036854775808",
    "123456789012345678901234567890, -9223372036854775808",
  })
  void readsNumbers(String text, long value) {
    byte[] bytes = Bytes.ascii(text);
    assertThat(Bytes.number(bytes, 0, bytes.length)).isEqualTo(value);
  }

  @Test
  void joinsTheFirstDigitsOfAWordOnly() {
    for (String text : new String[] {"7", "42", "812", "4194304", "0012"}) {
      byte[] b = Bytes.ascii(text + " <pid> 9");
      assertThat(Bytes.leadingDigits(Bytes.word(b, 0), text.length()))
          .isEqualTo(Long.parseLong(text));
    }
    long word = Bytes.word(Bytes.ascii("12a45678"), 0);
    assertThat(Bytes.leadingDigits(word, 2)).isEqualTo(12);
    assertThat(Bytes.leadingDigits(word, 3)).isEqualTo(-1);
    assertThat(Bytes.leadingDigits(word, 0)).isEqualTo(-1);
    assertThat(Bytes.leadingDigits(word, 8)).isEqualTo(-1);
  }

  @Test
  void comparesBeginningsToTheirLastByte() {
    byte[] b = Bytes.ascii("xxabcdefghijklmnopqrstuvwxyz0123456789");
    for (int length = 1; length <= 36; length++) {
      byte[] prefix = java.util.Arrays.copyOfRange(b, 2, 2 + length);
      assertThat(Bytes.startsWith(b, 2, 2 + length, prefix)).isTrue();
      assertThat(Bytes.startsWith(b, 2, 1 + length, prefix)).isFalse();
      for (int i = 0; i < length; i++) {
        byte[] other = prefix.clone();
        other[i] ^= 1;
        assertThat(Bytes.startsWith(b, 2, b.length, other)).isFalse();
      }
    }
  }

  @Test
  void findsTheFirstNewlineWhereverItStands() {
    byte[] b = new byte[60];
    for (int from = 0; from < 20; from++) {
      for (int at = from; at < b.length; at++) {
        java.util.Arrays.fill(b, (byte) 0x0b);
        b[at] = '\n';
        b[b.length - 1] = '\n';
        assertThat(Bytes.newline(b, from, b.length)).isEqualTo(at);
        assertThat(Bytes.newline(b, from, at)).isEqualTo(-1);
      }
    }
  }

  @Test
  void findsExactlyTheNamesOfATable() {
    Map<String, Long> names = new HashMap<>();
    Random random = new Random(4);
    for (long i = 0; i < 500; i++) {
      names.put("n" + "x".repeat(random.nextInt(20)) + random.nextInt(1000), i);
    }
    NameTable table = new NameTable(names);
    names.forEach(
        (name, value) -> {
          byte[] bytes = Bytes.ascii("(" + name + "=............");
          assertThat(table.get(bytes, 1, 1 + name.length())).isEqualTo(value);
          assertThat(table.get(bytes, 1, 2 + name.length())).isEqualTo(NameTable.MISSING);
          byte[] tight = Bytes.ascii(name);
          assertThat(table.get(tight, 0, tight.length)).isEqualTo(value);
        });
  }

  @Test
  void tellsNamesApartThatDifferInTheMiddleOnly() {
    Map<String, Long> names = new HashMap<>();
    for (long i = 0; i < 100; i++) {
      names.put("sched_process_" + (i + 100) + "_of_a_task", i);
    }
    NameTable table = new NameTable(names);
    names.forEach(
        (name, value) -> {
          byte[] bytes = Bytes.ascii(name);
          assertThat(table.get(bytes, 0, bytes.length)).isEqualTo(value);
          bytes[15] = 'x';
          assertThat(table.get(bytes, 0, bytes.length)).isEqualTo(NameTable.MISSING);
        });
  }

  @Test
  void readsTheDigitsThatAWordBeginsWith() {
    Random random = new Random(6);
    for (int i = 0; i < 100_000; i++) {
      int count = 1 + random.nextInt(8);
      byte[] bytes = Bytes.ascii(String.format("%08d", random.nextInt(100_000_000)));
      String number = Bytes.text(bytes, 0, count);
      for (int rest = count; rest < 8; rest++) {
        bytes[rest] = (byte) random.nextInt(256);
      }
      assertThat(Bytes.digits(Bytes.word(bytes, 0), count)).isEqualTo(Integer.parseInt(number));
      bytes[random.nextInt(count)] = (byte) (random.nextBoolean() ? '0' - 1 : '9' + 1);
      assertThat(Bytes.digits(Bytes.word(bytes, 0), count)).isEqualTo(-1);
    }
  }

  @Test
  void marksTheBytesOfAWordThatAreAskedFor() {
    Random random = new Random(7);
    byte[] near = Bytes.ascii("=<>\0\u007f\u0080\u00bd\u00ff/0:");
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[8];
      long equal = 0;
      long below = 0;
      for (int at = 0; at < 8; at++) {
        bytes[at] = near[random.nextInt(near.length)];
        equal |= bytes[at] == '=' ? 0x80L << 8 * at : 0;
        below |= (bytes[at] & 0xff) < '0' ? 0x80L << 8 * at : 0;
      }
      assertThat(Bytes.places(Bytes.word(bytes, 0), '=')).isEqualTo(equal);
      assertThat(Bytes.belowDigits(Bytes.word(bytes, 0))).isEqualTo(below);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1 << 16})
  void splitsLinesWhateverTheBuffer(int capacity) throws IOException {
    Random random = new Random(5);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      expected.add("l".repeat(random.nextInt(300)) + i);
    }
    byte[] text = (String.join("\r\n", expected)).getBytes(StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(new ByteArrayInputStream(text), capacity)) {
      while (reader.next()) {
        lines.add(
            new String(
                reader.buffer(),
                reader.start(),
                reader.end() - reader.start(),
                StandardCharsets.ISO_8859_1));
      }
      assertThat(reader.terminated()).isFalse();
    }
    assertThat(lines).isEqualTo(expected);
  }

  @Test
  void cutsALineThatNeverEnds() throws IOException {
    byte[] text = Bytes.ascii("x".repeat(3 << 20) + "\nnext\n");
    try (LineReader reader = new LineReader(new ByteArrayInputStream(text), 1000)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.cut()).isTrue();
      assertThat(reader.end() - reader.start()).isEqualTo(LineReader.MAX_LINE);
      assertThat(reader.next()).isTrue();
      assertThat(reader.cut()).isFalse();
      assertThat(Bytes.text(reader.buffer(), reader.start(), reader.end())).isEqualTo("next");
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void makesSamplesSafeToPrint() {
    byte[] line = Bytes.ascii("a\u001b[31m\u0000\u00ff<b>\t" + "x".repeat(400));
    assertThat(Unparsed.printable(line, 0, line.length))
        .startsWith("a\\x1b[31m\\x00\\xff<b>\\tx")
        .hasSizeLessThan(170)
        .matches("[ -~]*");
  }
}
