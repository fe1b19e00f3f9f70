package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files appear whole, never over another one without --force, and leave nothing behind. */
final class OutputFileTest {
  private static final String CLEAN = RunResult.sample("tini_pid1_clean/strace.log.gz");

  @TempDir private Path folder;

  @Test
  void writesTheReportToTheFileOnly() throws IOException {
    Path file = folder.resolve("out.json");
    RunResult run = RunResult.of("audit", "--format", "json", "-o", file.toString(), CLEAN);
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(file)).startsWith("{").endsWith("}\n");
    assertThat(names()).containsExactly("out.json");
  }

  @Test
  void keepsAFileThatExistsUnlessForced() throws IOException {
    Path file = Files.writeString(folder.resolve("out.txt"), "precious");
    RunResult refused = RunResult.of("audit", "-o", file.toString(), CLEAN);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("out.txt exists", "--force");
    assertThat(file).hasContent("precious");

    assertThat(RunResult.of("audit", "--force", "-o", file.toString(), CLEAN).code()).isZero();
    assertThat(Files.readString(file)).contains("Fidelity");
  }

  @Test
  void saysThatTheFolderIsMissing() {
    Path file = folder.resolve("no/such/out.txt");
    RunResult run = RunResult.of("audit", "-o", file.toString(), CLEAN);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no folder");
  }

  @Test
  void drawsTheChart() throws IOException {
    Path png = folder.resolve("a.png");
    Path svg = folder.resolve("a.svg");
    assertThat(RunResult.of("audit", "--chart", png.toString(), CLEAN).code()).isZero();
    assertThat(RunResult.of("audit", "--chart", svg.toString(), CLEAN).code()).isZero();
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    assertThat(Files.readString(svg)).contains("<svg").contains("Children over time");
    assertThat(RunResult.of("audit", "--chart", png.toString(), CLEAN).code()).isEqualTo(2);
  }

  @Test
  void sameInputGivesTheSameBytes() {
    for (String format : new String[] {"json", "csv", "sarif", "junit", "markdown", "text"}) {
      String first = RunResult.of("replay", "--format", format, CLEAN).out();
      assertThat(first)
          .isNotEmpty()
          .isEqualTo(RunResult.of("replay", "--format", format, CLEAN).out());
    }
  }

  private Stream<String> names() throws IOException {
    return Files.list(folder).map(path -> path.getFileName().toString());
  }
}
