package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program as a process of its own: standard input, a reader that leaves, its exit code. */
final class ProcessTest {
  private static final String CLEAN = RunResult.sample("tini_pid1_clean/strace.log.gz");

  @Test
  void readsStandardInput() throws Exception {
    Process process = start("audit", "--format", "csv", "-").redirectInput(file()).start();
    process.getOutputStream().close();
    assertThat(text(process.getInputStream())).startsWith("trace,rule,severity");
    assertThat(text(process.getErrorStream())).isEmpty();
    assertThat(code(process)).isZero();
  }

  @Test
  void isQuietWhenItsReaderLeaves() throws Exception {
    String many = "replay " + (CLEAN + " ").repeat(40);
    Process process = start(many.trim().split(" ")).start();
    process.getOutputStream().close();
    assertThat(process.getInputStream().read()).isPositive();
    process.getInputStream().close();
    assertThat(text(process.getErrorStream())).isEmpty();
    assertThat(code(process)).isZero();
  }

  @Test
  void wrongUsageReachesTheShell() throws Exception {
    assertThat(code(start("audit").start())).isEqualTo(2);
    assertThat(code(start("audit", "missing").start())).isEqualTo(3);
  }

  @Test
  void givesUpOnAPipeThatNobodyWritesTo() throws Exception {
    Process process = start("audit", "--strict", "--timeout", "1", "-").start();
    assertThat(code(process)).isEqualTo(3);
    assertThat(text(process.getErrorStream())).contains("not done after 1 s");
  }

  private static File file() {
    return Path.of(CLEAN).toFile();
  }

  private static ProcessBuilder start(String... args) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder.command().addAll(List.of(args));
    return builder;
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int code(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
