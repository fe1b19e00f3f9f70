package org.reapscope.analyzer;

import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.replay.MarkPolicy;

/** Marking policies by their command-line names. */
public final class Markings {
  private Markings() {}

  /** Reads a comma-separated list; an unknown word is an IllegalArgumentException naming it. */
  public static MarkPolicy parse(String text) {
    MarkPolicy union = MarkPolicy.NONE;
    for (String word : text.split(",")) {
      MarkPolicy policy = one(word.strip());
      MarkPolicy before = union;
      union =
          (creator, tid, spawn) ->
              before.marks(creator, tid, spawn) || policy.marks(creator, tid, spawn);
    }
    return union;
  }

  private static MarkPolicy one(String word) {
    if (word.equals("none")) {
      return MarkPolicy.NONE;
    }
    if (word.equals("all")) {
      return (creator, tid, spawn) -> true;
    }
    if (word.equals("recorded")) {
      return MarkPolicy.recorded(CloneFlags.WAIT_PIDFD);
    }
    if (word.startsWith("recorded=")) {
      return MarkPolicy.recorded(Long.decode(word.substring("recorded=".length())));
    }
    throw new IllegalArgumentException(
        "unknown marking '" + word + "': none, all, recorded or recorded=BIT");
  }
}
