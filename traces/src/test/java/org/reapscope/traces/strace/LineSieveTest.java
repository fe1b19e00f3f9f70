package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reapscope.traces.Reading;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.scan.LineReader;
import org.reapscope.traces.scan.Sieve;
import org.reapscope.traces.scan.SiftedLines;

/** Passing lines over changes nothing: neither an event, nor a count, nor a note. */
final class LineSieveTest {
  private static final String ALPHABET = "0123456789 ,()[]{}<>\"=?+-:.\n\n~abcwait4closeread";

  /** What one reading of a log gives. */
  private record Result(List<ProcessEvent> events, TraceFacts facts, long skipped) {}

  static Stream<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples", "strace"))) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("logs")
  void givesWhatAReadingOfEveryLineGives(Path log) throws IOException {
    byte[] bytes = Reading.plain(log);
    Result all = everyLine(bytes);
    assertThat(sifted(bytes, 0)).isEqualTo(all);
    assertThat(sifted(bytes, 1)).isEqualTo(all);
    assertThat(sifted(bytes, 3)).isEqualTo(all);
  }

  @Test
  void givesTheSameOfDamagedLogs() throws IOException {
    Random random = new Random(6);
    for (Path path : logs().filter(each -> each.toString().endsWith(".strace")).toList()) {
      byte[] log = Reading.plain(path);
      for (int round = 0; round < 20; round++) {
        byte[] bytes = log.clone();
        for (int i = 0; i < 100; i++) {
          int at = random.nextInt(bytes.length);
          bytes[at] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        assertThat(sifted(bytes, 0)).as(path + ", round " + round).isEqualTo(everyLine(bytes));
      }
    }
  }

  @Test
  void givesTheSameWhereALogTurnsDense() throws IOException {
    String wait = "812 1790000000.%06d wait4(-1, NULL, WNOHANG, NULL) = 0\n";
    for (int strange = 60; strange < 140; strange++) {
      StringBuilder log = new StringBuilder();
      for (int line = 0; line < 200; line++) {
        boolean begins = line == strange || line % 9 == 8;
        String form = begins ? "812 1790000000.%06d futex(0x7f, FUTEX_WAKE, 1) = 0\n" : wait;
        log.append(line == strange + 1 ? ", 0) = 0\n" : String.format(form, line));
      }
      byte[] bytes = log.toString().getBytes(StandardCharsets.ISO_8859_1);
      assertThat(sifted(bytes, 0)).as("line " + strange).isEqualTo(everyLine(bytes));
    }
  }

  @Test
  void passesOverMostOfALogOfEverything() {
    LineSieve sieve = new LineSieve();
    sieve.begin();
    List<String> kept = new ArrayList<>();
    for (String line :
        List.of(
            "812 1790000000.000001 openat(AT_FDCWD</srv>, \"/etc/passwd\", O_RDONLY) = 3</etc/passwd>",
            "812 1790000000.000002 openat(AT_FDCWD</srv>, \"/etc/passwd\", O_RDONLY) = 3</etc/passwd>",
            "812 1790000000.000003 read(3</etc/passwd>,  <unfinished ...>",
            "812 1790000000.000004 read(3</etc/passwd>,  <unfinished ...>",
            "812 1790000000.000005 <... read resumed>\"root\", 4) = 4",
            "812 1790000000.000006 close(3</etc/passwd>) = 0",
            "812 1790000000.000007 close(4<pipe:[1234]>) = 0",
            "812 1790000000.000008 close(5<anon_inode:[pidfd]>) = 0",
            "812 1790000000.000009 close(6) = 0",
            "813 1790000000.000010 futex(0x7f, FUTEX_WAIT, 0, NULL <unfinished ...>",
            "813 1790000000.000011 <... futex resumed>) = 0",
            "813 1790000000.000010 futex(0x7f, FUTEX_WAKE, 1) = 0",
            "813 1790000000.000012 wait4(-1, NULL, 0, NULL) = -1 ECHILD (No child processes)",
            "813 1790000000.000013 +++ exited with 0 +++",
            "813 1790000000.000014 futex(0x7f, FUTEX_WAKE, 1) = 0",
            "813 1790000000.000015 futex(0x7f, FUTEX_WAKE, 1) = 0")) {
      byte[] bytes = (line + "\n\0\0\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);
      if (sieve.judge(bytes, 0, line.length()) != Sieve.Verdict.PASS) {
        kept.add(line.substring(18, 21) + " " + line.substring(22, 28));
      }
    }
    assertThat(kept)
        .containsExactly(
            "001 openat",
            "002 openat",
            "003 read(3",
            "006 close(",
            "008 close(",
            "009 close(",
            "010 futex(",
            "010 futex(",
            "012 wait4(",
            "013 +++ ex",
            "014 futex(");
  }

  private static Result everyLine(byte[] bytes) throws IOException {
    Diary diary = new Diary();
    List<ProcessEvent> events = new ArrayList<>();
    StraceParser parser = new StraceParser(diary, events::add);
    try (LineReader lines = new LineReader(new ByteArrayInputStream(bytes))) {
      while (lines.next()) {
        parser.line(lines.buffer(), lines.start(), lines.end(), lines.line());
      }
    }
    parser.end();
    return new Result(events, diary.facts(), diary.skipped);
  }

  private static Result sifted(byte[] bytes, int threads) throws IOException {
    Diary diary = new Diary();
    List<ProcessEvent> events = new ArrayList<>();
    StraceParser parser = new StraceParser(diary, events::add);
    try (SiftedLines lines =
        new SiftedLines(new ByteArrayInputStream(bytes), LineSieve::new, threads, 16384)) {
      while (lines.next()) {
        parser.pass(lines.passed());
        parser.line(lines.buffer(), lines.start(), lines.end(), lines.line());
      }
    }
    parser.end();
    return new Result(events, diary.facts(), diary.skipped);
  }
}
