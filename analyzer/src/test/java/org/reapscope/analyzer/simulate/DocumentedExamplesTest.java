package org.reapscope.analyzer.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.semantics.Profiles;

/** The examples and the verbs in the documentation are those of the program. */
final class DocumentedExamplesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```scenario (\\S+)\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);

  @Test
  void examplesPrintWhatThePageShows() throws IOException {
    Matcher example = EXAMPLE.matcher(page());
    int examples = 0;
    while (example.find()) {
      examples++;
      List<String> complaints = new ArrayList<>();
      StringWriter out = new StringWriter();
      new Simulator(Profiles.byName(example.group(1)), true, complaints::add)
          .play(new BufferedReader(new StringReader(example.group(2))), new PrintWriter(out));
      assertThat(complaints).isEmpty();
      assertThat(out.toString()).isEqualToNormalizingNewlines(example.group(3));
    }
    assertThat(examples).isGreaterThanOrEqualTo(6);
  }

  @Test
  void everyVerbIsOnThePage() throws IOException {
    assertThat(Verbs.names()).allSatisfy(verb -> assertThat(page()).contains(" " + verb));
  }

  private static String page() throws IOException {
    Path here = Path.of("docs/simulate.md");
    return Files.readString(Files.exists(here) ? here : Path.of("../docs/simulate.md"));
  }
}
