package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Where no call sleeps, {@code compare} counts what {@code replay} counts under the same rules: the
 * one plays callers on, the other only asks the model.
 */
final class CompareScansTest {
  private static final String SAMPLE = RunResult.sample("glib_many_watches_nopidfd/strace.log.zst");

  @Test
  void oldKernelWalksTheListForEachFocusedWait() {
    String compared = RunResult.of("compare", "--mark", "none", SAMPLE).out();
    String replayed = RunResult.of("replay", "--semantics", "linux-classic", SAMPLE).out();
    long classic = number(compared, "linux-classic .* (\\d+)\n");
    assertThat(classic).isEqualTo(number(replayed, "Scanned +([\\d,]+) tasks"));
    // 230 focused waits, each of one task since 5.13.
    assertThat(number(compared, "  linux .* (\\d+)\n")).isEqualTo(230).isLessThan(classic);
  }

  private static long number(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern + " in " + text).isTrue();
    return Long.parseLong(found.group(1).replace(",", ""));
  }
}
