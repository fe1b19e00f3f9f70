package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The session in the README is what the program prints; lines of … stand for what is left out. */
final class ReadmeTest {
  private static final String PROMPT = "$ ./reapscope ";

  @Test
  void sessionIsReal() throws IOException {
    int sessions = 0;
    List<String> readme =
        Files.readAllLines(RunResult.samples().resolve(Path.of("..", "..", "README.md")));
    for (int i = 0; i < readme.size(); i++) {
      if (readme.get(i).startsWith(PROMPT)) {
        sessions++;
        List<String> shown = new ArrayList<>();
        for (int j = i + 1; !readme.get(j).startsWith("```"); j++) {
          shown.add(readme.get(j));
        }
        check(readme.get(i).substring(PROMPT.length()), shown);
      }
    }
    assertThat(sessions).isPositive();
  }

  private static void check(String command, List<String> shown) {
    String here = RunResult.samples().toString();
    String[] args = command.replace("traces/samples", here).split(" ");
    List<String> printed =
        RunResult.of(args).out().replace(here, "traces/samples").lines().toList();
    int at = 0;
    boolean skipping = false;
    for (String line : shown) {
      if (line.equals("…")) {
        skipping = true;
        continue;
      }
      while (skipping && at < printed.size() && !printed.get(at).equals(line)) {
        at++;
      }
      assertThat(at < printed.size() ? printed.get(at) : "the end").as(command).isEqualTo(line);
      at++;
      skipping = false;
    }
  }
}
