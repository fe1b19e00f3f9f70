package org.reapscope.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.traces.event.Call;

/** Every spec opens the trace it names, or says in one sentence why there is none. */
final class TracesTest {
  @TempDir private Path directory;

  @Test
  void readsByPathAndByForcedFormat() throws IOException {
    Path sample = Path.of("samples", "strace", "era-5.5.strace");
    assertThat(Reading.of(Traces.open("strace:" + sample)))
        .isEqualTo(Reading.of(Traces.open(sample.toString())));
  }

  @Test
  void readsAFolderAndItsStemAlike() throws IOException {
    Path folder = Path.of("samples", "strace", "glib-ff");
    assertThat(Reading.of(Traces.open(folder + "/trace")))
        .isEqualTo(Reading.of(Traces.open(folder.toString())));
  }

  @Test
  void namesAMissingFile() {
    fails(directory.resolve("none"), "no such file");
  }

  @Test
  void namesAnEmptyFile() throws IOException {
    fails(Files.createFile(directory.resolve("a")), "empty");
  }

  @Test
  void namesAnEmptyCompressedFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new GZIPOutputStream(out).close();
    fails(Files.write(directory.resolve("a"), out.toByteArray()), "empty");
  }

  @Test
  void namesADirectoryWithoutTraces() throws IOException {
    Files.writeString(directory.resolve("notes.txt"), "x");
    fails(directory, "no NAME.PID files");
  }

  @Test
  void namesTheTracesOfACrowdedDirectory() throws IOException {
    Files.writeString(directory.resolve("a.1"), "14:00:00 getpid() = 1\n");
    Files.writeString(directory.resolve("b.2"), "14:00:00 getpid() = 2\n");
    fails(directory, "several traces of strace -ff: name one of a, b");
  }

  @Test
  void refusesFolderFilesWithoutTimes() throws IOException {
    Files.writeString(directory.resolve("a.1"), "getpid() = 1\n");
    fails(directory, "a.1: strace -ff files can only be merged by absolute times");
  }

  @ParameterizedTest
  @CsvSource({
    "ff d8 ff e0 00 10 4a 46, JPEG",
    "7f 45 4c 46 02 01 01 00, ELF",
    "00 01 02 03 04, binary",
    "7b 22 61 22 3a 31 7d, JSON",
  })
  void namesWhatIsNoLog(String hex, String what) throws IOException {
    byte[] bytes = new byte[(hex.length() + 1) / 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(i * 3, i * 3 + 2), 16);
    }
    fails(Files.write(directory.resolve("a"), bytes), "not a trace", what);
  }

  @Test
  void tellsHowALogAmongAnotherProgramsOutputIsRead() throws IOException {
    String noise = "compiling x.c\nlinking y\nAll tests passed.\nHello, world\n".repeat(20);
    String calls = "812 wait4(-1, NULL, 0, NULL) = 900\n812 +++ exited with 0 +++\n";
    Path file = Files.writeString(directory.resolve("a"), noise + calls + noise);
    fails(file, "not a trace", "strace:" + file);
    assertThat(Reading.of(Traces.open("strace:" + file)).calls(Call.Wait.class)).hasSize(1);
  }

  @Test
  void tellsTheTableOfCountsFromALog() throws IOException {
    String head = "% time     seconds  usecs/call     calls    errors syscall\n";
    fails(Files.writeString(directory.resolve("a"), head), "table of counts (-c)", "-C");
  }

  @Test
  void saysWhereABinaryTraceIsCut() throws IOException {
    byte[] magicAlone = {0x17, 8, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g', '6', 0};
    fails(Files.write(directory.resolve("a"), magicAlone), "trace.dat is cut", "byte 12");
  }

  @Test
  void showsTheFirstLineOfALogOfAnotherKindWithoutItsEscapes() throws IOException {
    String line = "Nov 23 10:00:00 host \u001b[31msystemd[1]\u001b[0m: Started.\n";
    Path file = Files.writeString(directory.resolve("a"), line.repeat(50));
    fails(file, "not a trace", "line 1: \"Nov 23 10:00:00 host \\x1b[31msystemd[1]");
  }

  @Test
  void saysWhatWasExpectedWhereAFormatIsForcedOnSomethingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "one\ntwo\n", StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Traces.open("strace:" + file).read(event -> {}))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("found none in 2 lines");
  }

  private static void fails(Path input, String... words) {
    assertThatThrownBy(() -> Traces.open(input.toString()).read(event -> {}))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(input.toString())
        .hasMessageNotContaining("\u001b")
        .message()
        .contains(words);
  }
}
