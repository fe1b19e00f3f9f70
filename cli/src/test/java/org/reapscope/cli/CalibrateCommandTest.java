package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** calibrate hands its C program to a compiler, runs what that makes, and says what is missing. */
final class CalibrateCommandTest {
  private static final String GLIB = RunResult.sample("glib_many_watches_nopidfd/strace.log.zst");

  @TempDir private Path folder;

  @Test
  void saysThatThereIsNoCompiler() {
    RunResult run = RunResult.of("calibrate", "--cc", folder.resolve("no-cc").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("needs a C compiler", "apt install gcc", "--cc", "Linux 6.18");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void passesTheCompilersWordsOn() throws IOException {
    RunResult run =
        RunResult.of("calibrate", "--cc", script("echo 'no such header'; exit 1").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no such header");
  }

  /** A stand-in for cc whose "program" writes down its arguments and a calibration. */
  @Test
  void keepsWhatTheProgramMeasured() throws IOException {
    Path arguments = folder.resolve("arguments");
    Path csv = folder.resolve("here.csv");
    Path compiler =
        script(
            "grep -q 'int main' \"$4\" || exit 1\n"
                + "printf '#!/bin/sh\\necho \"$@\" >"
                + arguments
                + "\\necho kernel,operation\\n' >\"$3\"; chmod +x \"$3\"");
    RunResult run =
        RunResult.of(
            "calibrate",
            "--cc",
            compiler.toString(),
            "--children",
            "1,20",
            "--seconds",
            "0.5",
            "-o",
            csv.toString());
    assertThat(run.err()).contains("calibration written");
    assertThat(run.code()).isZero();
    assertThat(arguments).hasContent("0.5 1 20");
    assertThat(Files.readAllLines(csv))
        .satisfies(lines -> assertThat(lines).last().isEqualTo("kernel,operation"))
        .filteredOn(line -> line.startsWith("#"))
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).startsWith("# machine: ").contains("processor"))
        .anySatisfy(line -> assertThat(line).matches("# date: \\d{4}-\\d\\d-\\d\\d"))
        .anySatisfy(line -> assertThat(line).startsWith("# loops: ").contains("0.5"));
  }

  @Test
  void refusesNumbersOutOfOrder() {
    assertThat(RunResult.of("calibrate", "--children", "10,1").code()).isEqualTo(2);
    assertThat(RunResult.of("calibrate", "--children", "0").code()).isEqualTo(2);
    assertThat(RunResult.of("calibrate", "--seconds", "0").code()).isEqualTo(2);
  }

  @Test
  void costTakesTheFileAndRefusesAnother() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n1,2\n");
    RunResult refused = RunResult.of("cost", "--calibration", wrong.toString(), GLIB);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("wrong.csv", "row 2");
    assertThat(RunResult.of("cost", "--calibration", "missing.csv", GLIB).code()).isEqualTo(2);

    RunResult shipped = RunResult.of("cost", GLIB);
    assertThat(shipped.code()).isZero();
    assertThat(shipped.out()).contains("by the calibration of Linux 6.18", "Growth: ", "linear");
  }

  private Path script(String body) throws IOException {
    Path file = Files.writeString(folder.resolve("cc"), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
