package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reports in {@code docs/examples} are what the program writes now, byte for byte, save the
 * program's version and the charts, whose text is laid out by the fonts of the machine.
 */
final class ExamplesTest {
  private static final String CALL = "report ";

  @TempDir private Path folder;

  @Test
  void areCurrent() throws Exception {
    Path root = RunResult.samples().resolve("../..").toRealPath();
    Path examples = root.resolve("docs/examples");
    int reports = 0;
    for (String line : Files.readAllLines(examples.resolve("generate"))) {
      if (!line.startsWith(CALL) || line.contains("(")) {
        continue;
      }
      reports++;
      String[] words = line.substring(CALL.length()).split(" ");
      Path written = folder.resolve(words[0]);
      report(root, written, words[1]);
      assertThat(contents(examples.resolve(words[0])))
          .as("docs/examples/%s: run docs/examples/generate and look at what changed", words[0])
          .isEqualTo(contents(written));
    }
    assertThat(reports).isEqualTo(3);
  }

  private static void report(Path root, Path folder, String trace) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder
        .command()
        .addAll(List.of("report", "--quiet", "--fail-on", "none", "-o", folder.toString(), trace));
    Process process = builder.directory(root.toFile()).inheritIO().start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static SortedMap<String, List<String>> contents(Path folder) throws IOException {
    SortedMap<String, List<String>> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean picture = file.toString().endsWith(".svg") || file.toString().endsWith(".png");
        contents.put(folder.relativize(file).toString(), picture ? List.of() : comparable(file));
      }
    }
    return contents;
  }

  private static List<String> comparable(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
      lines.add(
          line.replaceAll("base64,[A-Za-z0-9+/=]*", "base64,…")
              .replaceAll("Reapscope \\S+, replayed", "Reapscope, replayed")
              .replaceAll("\"version\" ?: ?\"(?!2\\.1\\.0)[^\"]*\"", "version")
              .replaceAll("\"tool\":\"reapscope [^\"]*\"", "tool"));
    }
    return lines;
  }
}
