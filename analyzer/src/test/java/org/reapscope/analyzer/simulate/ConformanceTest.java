package org.reapscope.analyzer.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.semantics.Profiles;

/**
 * Every conformance case gives, under every profile, what the kernel gave. The expectations come
 * from runs on Linux 6.18 and patched 6.1 kernels and from sources, not from this model.
 */
final class ConformanceTest {
  private static final String EXCHANGED = " (or the two results exchanged)";
  private static final String OLDER = " (<5.13) or ";

  @TestFactory
  List<DynamicTest> caseGivesWhatTheKernelGave() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map<String, String> row : CaseTable.rows()) {
      for (Semantics profile : Profiles.all()) {
        String expected = row.get(profile.name()).strip();
        if (!expected.isEmpty() && !expected.equals("-") && !expected.equals("?")) {
          String script = row.get("script");
          tests.add(
              DynamicTest.dynamicTest(
                  row.get("id") + " under " + profile.name(),
                  () -> check(script, profile.name(), expected)));
        }
      }
    }
    return tests;
  }

  @Test
  void tableIsWhole() throws IOException {
    List<Map<String, String>> rows = CaseTable.rows();
    assertThat(rows).hasSizeGreaterThan(80);
    assertThat(rows.get(0).keySet())
        .containsAll(Profiles.all().stream().map(Semantics::name).toList());
  }

  private static void check(String script, String profile, String expected) {
    if (expected.endsWith(EXCHANGED)) {
      String one = expected.substring(0, expected.length() - EXCHANGED.length());
      String[] two = one.split(" / ", -1);
      assertThat(result(script, profile)).isIn(one, two[1] + " / " + two[0]);
    } else if (expected.contains(OLDER)) {
      int at = expected.indexOf(OLDER);
      String older = expected.substring(0, at);
      String newerCount = expected.substring(at + OLDER.length());
      String newer = older.substring(0, older.indexOf('#')) + newerCount;
      assertThat(result(script, profile)).isEqualTo(newer);
      assertThat(result(script, profile + "+classic-scan")).isEqualTo(older);
    } else {
      assertThat(result(script, profile)).isEqualTo(expected);
    }
  }

  private static String result(String script, String profile) {
    return Scenario.play(script, Profiles.byName(profile), false).line();
  }
}
