package org.reapscope.analyzer.whatif;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.traces.event.Call;

/**
 * A place in a program that creates children of one kind, as far as a log tells places apart: by
 * program, kind of thread, creating call, stack where there is one, what the children become, and
 * whether some code asks for them by name.
 *
 * @param program name of the creating process
 * @param byLeader whether its first thread creates them
 * @param call the creating call in words
 * @param site innermost user frame, empty when the log has no stacks
 * @param child what the children become
 * @param interest who wants to know of their ends
 */
record SpawnSite(
    String program, boolean byLeader, String call, String site, String child, Interest interest)
    implements Comparable<SpawnSite> {

  /** How the parent learns of a child's end. */
  enum Interest {
    /** Some code has a handle: a focused wait, or a watched pidfd. */
    ASKED,
    /** A peek for anybody, then a wait by number. */
    PEEKED,
    /** Waits for anybody only. */
    GENERIC,
    /** Nobody waits: SIGCHLD is ignored. */
    DISCARDED,
    /** Its creator died first. */
    ORPHANED,
    /** The log shows nobody. */
    NOBODY
  }

  static SpawnSite of(Story story) {
    Call.Spawn spawn = story.child.spawn();
    String path = "";
    for (String program : story.programs()) {
      path = program;
    }
    String child = path.isEmpty() ? last(story) : path.substring(path.lastIndexOf('/') + 1);
    String site = spawn == null || spawn.site() == null ? "" : spawn.site();
    return new SpawnSite(
        story.creatorComm, story.byLeader, words(spawn), site, child, interest(story));
  }

  private static String last(Story story) {
    String name = "";
    for (String each : story.names()) {
      name = each;
    }
    return name;
  }

  private static Interest interest(Story story) {
    if (story.orphan) {
      return Interest.ORPHANED;
    }
    if (story.prompted) {
      return Interest.PEEKED;
    }
    if (story.isWanted()) {
      return Interest.ASKED;
    }
    if (story.fate == Story.Fate.AUTOREAPED) {
      return Interest.DISCARDED;
    }
    return story.takenGenerically() ? Interest.GENERIC : Interest.NOBODY;
  }

  private static String words(Call.@Nullable Spawn spawn) {
    if (spawn == null) {
      return "";
    }
    StringBuilder words = new StringBuilder(spawn.name());
    if (spawn.flagsShown() && !spawn.name().endsWith("fork")) {
      flag(words, spawn, CloneFlags.PIDFD, "PIDFD");
      flag(words, spawn, CloneFlags.VFORK, "VFORK");
      flag(words, spawn, CloneFlags.PARENT, "PARENT");
      flag(words, spawn, CloneFlags.NEWPID, "NEWPID");
    }
    if (spawn.exitSignal() != Call.UNKNOWN && spawn.exitSignal() != Signals.SIGCHLD) {
      words.append(" exit_signal ").append(spawn.exitSignal());
    }
    return words.toString();
  }

  private static void flag(StringBuilder words, Call.Spawn spawn, long bit, String name) {
    if ((spawn.flags() & bit) != 0) {
      words.append(" CLONE_").append(name);
    }
  }

  @Override
  public int compareTo(SpawnSite other) {
    return key().compareTo(other.key());
  }

  private String key() {
    return String.join("\0", program, interest.name(), byLeader ? "0" : "1", call, site, child);
  }
}
