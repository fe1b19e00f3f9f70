package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.replay.MarkPolicy;

/**
 * Which children carry the mark, as the command line says it: words separated by commas, their
 * union. Some words can be decided when a child is created; the others need to know what became of
 * it, so that the log is read once before the replay proper.
 */
public final class Marking {
  private static final String VALID =
      "none, all, pidfd, focused, misreaped, minimal, comm=GLOB, exe=GLOB, recorded or"
          + " recorded=BIT";

  private final List<MarkPolicy> atBirth = new ArrayList<>();
  private final List<Predicate<Story>> byStory = new ArrayList<>();
  private boolean all;
  private boolean recorded;
  private boolean misreaped;
  private boolean minimal;

  private Marking() {}

  /** Reads a comma-separated list; an unknown word is an IllegalArgumentException naming it. */
  public static Marking parse(String text) {
    Marking marking = new Marking();
    for (String word : text.split(",", -1)) {
      marking.add(word.strip());
    }
    return marking;
  }

  private void add(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    String value = equals < 0 ? "" : word.substring(equals + 1);
    boolean bare = equals < 0;
    boolean known =
        switch (name) {
          case "none" -> bare;
          case "all" -> bare && (all = true);
          case "pidfd" -> bare && byStory.add(story -> story.pidfdHeld);
          case "focused" -> bare && byStory.add(story -> story.asks > 0);
          case "misreaped" -> bare && (misreaped = true);
          case "minimal" -> bare && (minimal = true);
          case "comm" -> !value.isEmpty() && byStory.add(named(new Glob(value)));
          case "exe" -> !value.isEmpty() && byStory.add(ran(new Glob(value)));
          case "recorded" -> (bare || !value.isEmpty()) && recorded(word, value);
          default -> false;
        };
    if (!known) {
      throw new IllegalArgumentException("unknown marking '" + word + "': " + VALID);
    }
  }

  private static Predicate<Story> named(Glob glob) {
    return story -> story.names().stream().anyMatch(glob::matches);
  }

  private static Predicate<Story> ran(Glob glob) {
    return story -> story.programs().stream().anyMatch(glob::matchesPath);
  }

  private boolean recorded(String word, String value) {
    try {
      long bit = value.isEmpty() ? CloneFlags.WAIT_PIDFD : Long.decode(value);
      recorded = true;
      return atBirth.add(MarkPolicy.recorded(bit));
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "marking '" + word + "': '" + value + "' is not a bit such as 0x8000000000", wrong);
    }
  }

  /** Whether a first pass over the log has to come before the replay. */
  public boolean needsFirstPass() {
    return !byStory.isEmpty() || misreaped || minimal;
  }

  /** Whether some children may be marked at all. */
  public boolean marksAny() {
    return all || recorded || needsFirstPass();
  }

  /**
   * Whether only what the log's own clone flags mark is marked: the log then comes from a kernel
   * with the flag, and a replay under it is no what-if.
   */
  public boolean isRecordedOnly() {
    return recorded && !all && !needsFirstPass();
  }

  /** Whether the log's own clone flags mark children. */
  public boolean marksAsRecorded() {
    return recorded;
  }

  /** Whether children that were misreaped are marked. */
  boolean wantsMisreaped() {
    return misreaped;
  }

  /** Whether the smallest harmless set of spawn sites is marked. */
  boolean wantsMinimal() {
    return minimal;
  }

  /** Whether what became of the child marks it. */
  boolean chooses(Story story) {
    for (Predicate<Story> each : byStory) {
      if (each.test(story)) {
        return true;
      }
    }
    return false;
  }

  /** The part that the log's own flags decide. */
  MarkPolicy recordedPart() {
    return policy(Set.of(), false);
  }

  /** The policy, given the birth lines of the children that the first pass has chosen. */
  public MarkPolicy policy(Set<Long> chosen) {
    return policy(chosen, all);
  }

  private MarkPolicy policy(Set<Long> chosen, boolean everybody) {
    List<MarkPolicy> policies = List.copyOf(atBirth);
    if (policies.isEmpty() && chosen.isEmpty()) {
      return (creator, tid, spawn, line) -> everybody;
    }
    return (creator, tid, spawn, line) ->
        everybody
            || chosen.contains(line)
            || policies.stream().anyMatch(each -> each.marks(creator, tid, spawn, line));
  }
}
