package org.reapscope.analyzer.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Tells by patterns over a trace's path which host, image or other thing it belongs to. */
public final class Tags {
  private final Map<String, Pattern> patterns = new LinkedHashMap<>();

  /**
   * Reads {@code NAME=REGEX} words.
   *
   * @throws IllegalArgumentException with a sentence on the word that is none
   */
  public Tags(List<String> words) {
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException("--tag takes NAME=REGEX, not '" + word + "'");
      }
      String regex = word.substring(equals + 1);
      Pattern pattern;
      try {
        pattern = Pattern.compile(regex);
      } catch (PatternSyntaxException wrong) {
        throw new IllegalArgumentException(
            "--tag " + word + ": " + wrong.getDescription() + " at character " + wrong.getIndex(),
            wrong);
      }
      if (pattern.matcher("").groupCount() == 0) {
        throw new IllegalArgumentException(
            "--tag " + word + ": the pattern has no group in parentheses to take the value from");
      }
      patterns.put(word.substring(0, equals), pattern);
    }
  }

  /** The tags of a path; one whose pattern does not match is left out. */
  public Map<String, String> of(String path) {
    Map<String, String> tags = new TreeMap<>();
    for (Map.Entry<String, Pattern> each : patterns.entrySet()) {
      String name = each.getKey();
      Matcher matcher = each.getValue().matcher(path);
      if (matcher.find()) {
        boolean named = each.getValue().pattern().contains("(?<" + name + ">");
        String value = named ? matcher.group(name) : matcher.group(1);
        if (value != null) {
          tags.put(name, value);
        }
      }
    }
    return tags;
  }
}
