package org.reapscope.analyzer.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.semantics.Profiles;

/** One line in, one line out; a bad line costs a located complaint and nothing else. */
final class SimulatorTest {
  private final List<String> complaints = new ArrayList<>();

  @Test
  void answersEachLineUnderItsId() throws IOException {
    String out =
        play(
            false,
            "# comment\n\none\tP fork A; A exit 3; P wait4 -1 => ?\n"
                + "two\tP wait4 -1 WNOHANG => ?#\nP fork A; P wait4 A => ?\n");
    assertThat(out.lines()).containsExactly("one\tA:exit3", "two\tECHILD #0", "line 5\tblock");
    assertThat(complaints).isEmpty();
  }

  @Test
  void passesOverBadLinesWithAComplaintEach() throws IOException {
    String out = play(false, "a\tP dance\nb\tP wait4 -1 => ?\nc\tP fork\n");
    assertThat(out.lines()).containsExactly("b\tECHILD");
    assertThat(complaints).hasSize(2);
    assertThat(complaints.get(0)).startsWith("line 1, a: step 1 'P dance'");
    assertThat(complaints.get(1)).startsWith("line 3, c: step 1 'P fork'");
  }

  @Test
  void explainsBeforeItAnswers() throws IOException {
    String out = play(true, "q\tP fork A F; P fork B; A exit 3; P wait4 -1 WNOHANG => ?\n");
    assertThat(out.lines())
        .startsWith("q under wait-pidfd")
        .contains(
            "step 4: P wait4 -1 WNOHANG",
            "      1. A: zombie, marked -> hidden by its flag from this kind of wait",
            "      2. B: alive -> eligible, nothing to report yet")
        .endsWith("q\t0");
  }

  @Test
  void letsNoControlCharacterThrough() throws IOException {
    String out = play(true, "x\u001b[31m\tP fork \u001b[2J; P wait4 \u001b[2J WNOHANG => ?\n");
    play(false, "y\u0007\tP fr\u001bok\n");
    assertThat(out + complaints).doesNotContain("\u001b", "\u0007");
    assertThat(complaints).hasSize(1);
  }

  @Test
  void refusesALineWithoutEnd() throws IOException {
    String out = play(false, "long\tP fork A" + " ".repeat(Simulator.LONGEST) + "\n");
    assertThat(out).isEmpty();
    assertThat(complaints).hasSize(1);
  }

  private String play(boolean explain, String scripts) throws IOException {
    StringWriter out = new StringWriter();
    new Simulator(Profiles.byName("wait-pidfd"), explain, complaints::add)
        .play(new BufferedReader(new StringReader(scripts)), new PrintWriter(out));
    return out.toString();
  }
}
