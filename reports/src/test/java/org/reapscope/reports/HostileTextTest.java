package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trace whose every name is hostile leaves nothing that acts in any format. */
final class HostileTextTest {
  private static final String[] HOSTILE = {
    "<script>alert(1)</script><img src=x onerror=y>",
    "\033[31mred\033]0;title\007",
    "\u202egnp.exe",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "\ufffe\uffff\ud800",
    "]]> <!-- & ' \" [x](javascript:alert(1)) |a|b| `c` **d**",
    "first\r\nsecond\n# heading",
    "x".repeat(10_000_000),
  };

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void nothingActs(ReportFormat format) throws IOException {
    // A page shows the same whatever the command, and takes longest.
    List<String> commands =
        format == ReportFormat.HTML
            ? List.of("report")
            : List.of("audit", "replay", "cost", "compare", "plan", "report");
    for (String command : commands) {
      for (String word : HOSTILE) {
        String report = Results.report(format, command, Results.filledWith(word));
        // A page carries its script, its style and up to twelve pictures.
        int most = format == ReportFormat.HTML ? 400_000 : 200_000;
        assertThat(report.length()).as("size of %s", format).isLessThan(most);
        assertThat(report.chars().filter(c -> c < ' ' && c != '\n' && c != '\r')).isEmpty();
        assertThat(report).doesNotContain("\u202e", "\ufffe", "\uffff", "\u009b");
        switch (format) {
          case MARKDOWN -> {
            assertThat(report).doesNotContain("<script", "<img", "\n# ");
            assertThat(report).doesNotContainPattern("[^\\\\]\\]\\(");
          }
          case HTML -> assertThat(report).doesNotContain("<script>alert", "<img src=x", "<!-- &");
          case JUNIT -> assertThat(report).doesNotContain("<script", "<img", "<!--");
          case SARIF -> {
            // Only messages have links; a snippet is the file's own text.
            for (JsonNode message : new ObjectMapper().readTree(report).findValues("message")) {
              assertThat(message.path("text").asText()).doesNotContainPattern("[^\\\\]\\]\\(");
            }
          }
          case CSV -> assertThat(report).doesNotContainPattern("(^|[,\\n]\"?)[=+@]");
          case TEXT, JSON, PERFETTO -> assertThat(report).doesNotContain("\nsecond");
        }
      }
    }
  }
}
