package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text from a log can be read but cannot act. */
final class SanitizerTest {
  @Test
  void spellsOutControlCharacters() {
    assertThat(Sanitizer.text("a\033[2Jb\007\r\n\tc\u009bd\u007f"))
        .isEqualTo("a\\x1b[2Jb\\x07\\x0d\\x0a\\x09c\\x9bd\\x7f");
  }

  @Test
  void spellsOutMarksOfDirectionAndInvisibleOnes() {
    assertThat(Sanitizer.text("\u202egpj\u202c \u2066x\u2069 \u200b\ufeff\u2028"))
        .isEqualTo("\\u202egpj\\u202c \\u2066x\\u2069 \\u200b\\ufeff\\u2028");
  }

  @Test
  void spellsOutHalvesOfPairsAndKeepsWholeOnes() {
    assertThat(Sanitizer.text("\ud83d")).isEqualTo("\\ud83d");
    assertThat(Sanitizer.text("\ud83d\ude00 é 子")).isEqualTo("\ud83d\ude00 é 子");
  }

  @Test
  void cutsLongText() {
    assertThat(Sanitizer.text("x".repeat(10_000_000))).hasSize(Sanitizer.LIMIT + 1).endsWith("…");
    assertThat(Sanitizer.text("\033".repeat(10_000_000)).length()).isLessThan(Sanitizer.LIMIT + 10);
  }
}
