package org.reapscope.cli.record;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Argument lists as a POSIX shell would have to be given them. */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /** One line that a shell splits into exactly these words. */
  static String line(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  /** One word, in quotes where it needs them. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
