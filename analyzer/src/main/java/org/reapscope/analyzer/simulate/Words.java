package org.reapscope.analyzer.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one step, taken word by word; every complaint names step, finding and choice.
 */
final class Words {
  private final Step step;
  private final List<String> rest;

  Words(Step step) {
    this.step = step;
    this.rest = new ArrayList<>(step.words().subList(2, step.words().size()));
  }

  Step step() {
    return step;
  }

  boolean isEmpty() {
    return rest.isEmpty();
  }

  /** The next word, which must be there. */
  String next(String what) {
    if (rest.isEmpty()) {
      throw step.error("nothing left where " + what + " should stand");
    }
    return rest.remove(0);
  }

  /** The next word, or null at the end. */
  @Nullable String nextIfAny() {
    return rest.isEmpty() ? null : rest.remove(0);
  }

  /** Takes a word out from wherever it stands; true when it was there. */
  boolean takes(String word) {
    return rest.remove(word);
  }

  /** The value of a word {@code key=value}, taken from wherever it stands, else null. */
  @Nullable String valueOf(String key) {
    for (String word : rest) {
      if (word.startsWith(key + "=")) {
        rest.remove(word);
        return word.substring(key.length() + 1);
      }
    }
    return null;
  }

  /** A word of this form, taken from wherever it stands, else null. */
  @Nullable String matching(Pattern pattern) {
    for (String word : rest) {
      if (pattern.matcher(word).matches()) {
        rest.remove(word);
        return word;
      }
    }
    return null;
  }

  /** Seconds, with or without an s at the end. */
  double seconds(String word) {
    try {
      double seconds =
          Double.parseDouble(word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
      if (seconds >= 0 && seconds < Double.POSITIVE_INFINITY) {
        return seconds;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the complaint that other unusable values get.
    }
    throw step.error("found '" + word + "' where seconds should stand, such as 0.3s");
  }

  int nextNumber(String what) {
    return number(next(what), what);
  }

  int number(String word, String what) {
    try {
      return Integer.decode(word);
    } catch (NumberFormatException notANumber) {
      throw step.error("found '" + word + "' where " + what + " should stand, a whole number");
    }
  }

  /** Complains about a word that is none of those allowed. */
  ScenarioException unexpected(String found, String what, Collection<String> allowed) {
    return step.error(
        "found '"
            + found
            + "' where "
            + what
            + " should stand; allowed: "
            + String.join(", ", allowed));
  }

  /** Complains about anything left over. */
  void end(String allowed) {
    if (!rest.isEmpty()) {
      throw step.error("found '" + String.join(" ", rest) + "' at the end; allowed: " + allowed);
    }
  }
}
