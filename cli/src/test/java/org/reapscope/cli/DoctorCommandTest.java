package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** doctor against what the machine itself says, and on a machine that has nothing. */
final class DoctorCommandTest {
  @TempDir private Path folder;

  @Test
  void agreesWithTheMachine() throws Exception {
    RunResult run = RunResult.of("doctor");
    boolean traces = Recorded.runs("strace", "-o", "/dev/null", "true");
    boolean instances = Files.isWritable(Path.of("/sys/kernel/tracing/instances"));
    assertThat(run.out().contains("yes     start a program")).isEqualTo(traces);
    assertThat(run.out().contains("yes     tracefs")).isEqualTo(instances);
    assertThat(run.code()).isEqualTo(traces || instances ? 0 : 3);
    assertThat(run.out()).contains("pidfd_open", "PIDFD_GET_INFO", "CLONE_AUTOREAP");
  }

  @Test
  void saysHowToGetWhatIsMissing() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "doctor");
    builder.environment().put("PATH", folder.toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(out)
        .contains("strace is not installed", "apt-get install strace")
        .contains("pidfd_open: not probed: no compiler", "apt-get install gcc");
  }
}
