package org.reapscope.analyzer.simulate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All verbs by name. */
final class Verbs {
  private static final Map<String, Verb> ALL = new LinkedHashMap<>();

  static {
    LifeVerbs.addTo(ALL);
    GroupVerbs.addTo(ALL);
    SignalVerbs.addTo(ALL);
    TraceVerbs.addTo(ALL);
    PidfdVerbs.addTo(ALL);
    WaitVerbs.addTo(ALL);
  }

  private Verbs() {}

  /** The verb of a step; {@code cutime>0.1} is the verb cutime. */
  static Verb of(Step step) {
    String name = step.verb();
    int compares = name.indexOf('>');
    Verb verb = ALL.get(compares < 0 ? name : name.substring(0, compares));
    if (verb == null) {
      String close = closest(name);
      throw step.error(
          "found '"
              + name
              + "' where a verb should stand"
              + (close == null ? "" : "; did you mean " + close + "?")
              + "; the verbs are: "
              + String.join(", ", names()));
    }
    return verb;
  }

  static Collection<String> names() {
    return ALL.keySet();
  }

  /** The verb at most two letters away, for slips of the finger. */
  private static @Nullable String closest(String name) {
    String best = null;
    int least = 3;
    for (String each : ALL.keySet()) {
      int distance = distance(name, each);
      if (distance < least) {
        least = distance;
        best = each;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
