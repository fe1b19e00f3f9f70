package org.reapscope.analyzer.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reapscope.analyzer.cost.PollingRule;

/** Every rule has its page, and the log lines that a page shows stand in the recording it names. */
final class RulePagesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern EXCERPT =
      Pattern.compile("From `(\\S+)`:\\n\\n```\\w*\\n(.*?)```\\n", Pattern.DOTALL);

  static Stream<String> rules() {
    Stream<String> detectors = Stream.of(FindingRule.values()).map(FindingRule::id);
    return Stream.concat(detectors, Stream.of(PollingRule.ID));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void explainsTheRuleWithRealLines(String rule) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/rules/" + rule + ".md"));

    assertThat(page)
        .startsWith("# " + rule + "\n")
        .contains("\n## What it means\n")
        .contains("\n## In a log\n")
        .contains("\n## What to do\n")
        .contains("\n## Known false alarms\n");
    Matcher excerpt = EXCERPT.matcher(page);
    int shown = 0;
    while (excerpt.find()) {
      List<String> recording = lines(ROOT.resolve(excerpt.group(1)));
      List<String> quoted = new ArrayList<>(List.of(excerpt.group(2).split("\n")));
      quoted.removeIf(line -> line.equals("…"));
      assertThat(recording).containsSubsequence(quoted);
      shown += quoted.size();
    }
    assertThat(shown).isPositive();
  }

  private static List<String> lines(Path recording) throws IOException {
    try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(recording))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
