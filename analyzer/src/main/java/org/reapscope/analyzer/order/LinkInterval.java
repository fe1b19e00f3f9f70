package org.reapscope.analyzer.order;

import org.jspecify.annotations.Nullable;

/**
 * The lines between which a child took its place among its parent's children (R2).
 *
 * @param batch line of the reparenting that moved it together with others, 0 for a fork
 * @param before its place in the list it was moved from, null for a fork
 */
public record LinkInterval(long from, long to, long batch, @Nullable LinkInterval before) {

  /** Where a child with unknown beginnings stands: no order can be doubted. */
  public static final LinkInterval UNKNOWN = new LinkInterval(0, 0, 0, null);

  /** The interval once something bounds it: a fork's child speaks, a thread is gone. */
  public LinkInterval endingBy(long line) {
    return to > line ? new LinkInterval(from, line, batch, before) : this;
  }

  /** The place after a move with others, between these lines. */
  public LinkInterval moved(long start, long end, long together) {
    return new LinkInterval(start, end, together, this);
  }

  /**
   * The place after the last thread of a dying process has died at {@code end}. Children that came
   * to it while it was dying already, from a thread of its own or from another dying process, may
   * have gone to the new parent directly.
   */
  public LinkInterval orphaned(long start, long end) {
    return batch != 0 && start < to && before != null
        ? new LinkInterval(Math.min(from, start), end, batch, before)
        : moved(start, end, end);
  }

  /** Whether a fork put the child there, not a move. */
  public boolean isFork() {
    return batch == 0 && !equals(UNKNOWN);
  }

  /** Whether the lines of something else overlap it. */
  public boolean overlaps(long start, long end) {
    return from < end && start < to;
  }

  /**
   * Whether the log leaves open which of two children came first.
   *
   * <p>Children moved together keep the order they had before, so it is that order that counts.
   */
  public boolean isTiedWith(LinkInterval other) {
    LinkInterval mine = this;
    LinkInterval others = other;
    while (mine.batch != 0 && mine.batch == others.batch) {
      if (mine.before == null || others.before == null) {
        return false;
      }
      mine = mine.before;
      others = others.before;
    }
    return mine.from < others.to && others.from < mine.to;
  }
}
