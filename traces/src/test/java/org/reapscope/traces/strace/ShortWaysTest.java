package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reapscope.traces.Reading;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.LineReader;

/**
 * What is read by comparing it with something read before, or by words, gives what the general way
 * gives: over the lines of all samples, and over lines made of pieces of them.
 */
final class ShortWaysTest {
  private static final String ALPHABET = "0123456789 ,()[]{}<>\"=?+-:.~|/abcSIGCHLDW";

  /** A call's text as it was read; nulls where it could not be. */
  private record Read(
      boolean whole, @Nullable Call call, @Nullable Outcome outcome, long duration, boolean odd) {

    static Read of(CallReading reading, Syscall syscall, byte[] b, int from, int to) {
      if (!reading.readWhole(syscall, b, from, to)) {
        return new Read(false, null, null, 0, false);
      }
      Call call = reading.call();
      return new Read(true, call, reading.outcome(), reading.duration(), reading.escapes());
    }
  }

  @Test
  void callsSeenBeforeMeanWhatTheyMeanWhenReadAnew() throws IOException {
    CallReading old = new CallReading(new LineContext(new Descriptors()));
    int[] wholes = new int[1];
    forEachLine(
        b -> {
          int paren = Bytes.indexOf(b, 0, b.length, '(');
          int name = nameBefore(b, paren);
          Syscall syscall = paren < 0 ? null : Syscall.find(b, name, paren);
          if (syscall != null && syscall.isPlain()) {
            CallReading anew = new CallReading(new LineContext(new Descriptors()));
            Read expected = Read.of(anew, syscall, b, paren + 1, b.length);
            assertThat(Read.of(old, syscall, b, paren + 1, b.length)).isEqualTo(expected);
            assertThat(old.entry(syscall, b, paren + 1, b.length))
                .isEqualTo(anew.entry(syscall, b, paren + 1, b.length));
            wholes[0] += expected.whole() ? 1 : 0;
          }
        });
    assertThat(wholes[0]).isGreaterThan(2000);
  }

  @Test
  void namesAreFoundByTheirWords() throws IOException {
    CallNames names = new CallNames();
    forEachLine(
        b -> {
          for (char delimiter : new char[] {'(', ' '}) {
            int at = Bytes.indexOf(b, 0, b.length, delimiter);
            int name = nameBefore(b, at);
            int end = name;
            while (end < b.length && Syscall.isNameByte(b[end])) {
              end++;
            }
            byte[] padded = java.util.Arrays.copyOf(b, b.length + 8);
            assertThat(names.read(padded, name, b.length, delimiter)).isEqualTo(end);
            assertThat(names.call()).isEqualTo(Syscall.find(b, name, end));
          }
        });
  }

  @Test
  void signalsWithTheBeginningOfTheLastAreTheSame() throws IOException {
    SignalNotices old = new SignalNotices();
    int[] signals = new int[1];
    forEachLine(
        b -> {
          int at = Bytes.indexOf(b, 0, b.length, Bytes.ascii("--- SIG"));
          if (at >= 0) {
            ProcessEvent expected = new SignalNotices().read(1, 2, 3, b, at, b.length);
            assertThat(old.read(1, 2, 3, b, at, b.length)).isEqualTo(expected);
            signals[0]++;
          }
        });
    assertThat(signals[0]).isGreaterThan(300);
  }

  @Test
  void theUsualPrefixIsReadAsAnyOther() throws IOException {
    Prefix usual = new Prefix();
    forEachLine(
        b -> {
          Prefix any = new Prefix();
          usual.read(b, 0, b.length);
          any.readAny(b, 0, b.length);
          assertThat(parts(usual)).isEqualTo(parts(any));
        });
  }

  private static List<Object> parts(Prefix prefix) {
    List<Object> parts = new ArrayList<>(List.of(prefix.tid(), prefix.body(), prefix.clock()));
    parts.addAll(List.of(prefix.bracketed(), prefix.relativeToo()));
    parts.addAll(List.of(prefix.commTo() - prefix.commFrom()));
    if (prefix.clock() != Clock.Kind.NONE) {
      parts.addAll(List.of(prefix.timeFrom(), prefix.timeTo()));
    }
    return parts;
  }

  private static int nameBefore(byte[] b, int end) {
    int name = Math.max(0, end);
    while (name > 0 && Syscall.isNameByte(b[name - 1])) {
      name--;
    }
    return name;
  }

  /** Lines of the samples, each followed by damaged ones. */
  private static void forEachLine(java.util.function.Consumer<byte[]> check) throws IOException {
    Random random = new Random(12);
    byte[] before = new byte[0];
    List<Path> logs;
    try (Stream<Path> files = Files.list(Path.of("samples", "strace"))) {
      logs = files.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path log : logs) {
      try (LineReader lines = new LineReader(new ByteArrayInputStream(Reading.plain(log)))) {
        for (int count = 0; count < 1500 && lines.next(); count++) {
          byte[] line = java.util.Arrays.copyOfRange(lines.buffer(), lines.start(), lines.end());
          check.accept(line);
          if (line.length > 0 && random.nextInt(4) == 0) {
            byte[] damaged = line.clone();
            damaged[random.nextInt(line.length)] =
                (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            check.accept(damaged);
            check.accept(spliced(line, before, random));
          }
          before = line;
        }
      }
    }
  }

  /** The beginning of one line with the end of another. */
  private static byte[] spliced(byte[] line, byte[] other, Random random) {
    int cut = random.nextInt(line.length);
    int rest = Math.min(cut, other.length);
    byte[] both = java.util.Arrays.copyOf(line, cut + other.length - rest);
    System.arraycopy(other, rest, both, cut, other.length - rest);
    return both;
  }
}
