package org.reapscope.analyzer.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of one kind of state whose calls another record may overlap: either order is then
 * possible.
 *
 * @param <O> whose state it is
 * @param <S> the state
 */
public final class ChangesInFlight<O, S> {
  /** Changes kept; older ones are taken as settled. */
  private static final int KEPT = 4096;

  private final ArrayDeque<Change<O, S>> changes = new ArrayDeque<>();

  /** Last line of all changes so far: most questions are about lines behind it. */
  private long latest;

  /** A change somewhere between two lines. */
  public record Change<O, S>(O owner, long from, long to, S before, S after) {}

  /** Takes in a change; one that stands on a single line can overlap nothing. */
  public void add(O owner, long from, long to, S before, S after) {
    if (from < to) {
      note(owner, from, to, before, after);
    }
  }

  /** Takes in a change that other records may enclose although it stands on a single line. */
  public void note(O owner, long from, long to, S before, S after) {
    changes.add(new Change<>(owner, from, to, before, after));
    latest = Math.max(latest, to);
    if (changes.size() > KEPT) {
      changes.removeFirst();
    }
  }

  /** Changes that overlap the lines from {@code from} to {@code to}, both of them included. */
  public List<Change<O, S>> overlapping(long from, long to) {
    if (from > latest) {
      return List.of();
    }
    List<Change<O, S>> found = new ArrayList<>(0);
    for (Change<O, S> change : changes) {
      if (change.from <= to && from <= change.to) {
        found.add(change);
      }
    }
    return found;
  }

  /** As above, but of one owner, and with more than an end in common. */
  public List<Change<O, S>> crossing(O owner, long from, long to) {
    if (from >= latest) {
      return List.of();
    }
    List<Change<O, S>> found = new ArrayList<>(0);
    for (Change<O, S> change : changes) {
      if (change.owner == owner && change.from < to && from < change.to) {
        found.add(change);
      }
    }
    return found;
  }
}
