package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.Nullable;

/** Counts at the places of an array, and their sums from the first place on (a Fenwick tree). */
final class Ranks {
  private final int[] tree;

  /** No count anywhere. */
  Ranks(int places) {
    tree = new int[places + 1];
  }

  /** Counts one at each place of an array that holds something. */
  Ranks(@Nullable Object[] places) {
    this(places.length);
    for (int i = 1; i < tree.length; i++) {
      tree[i] += places[i - 1] == null ? 0 : 1;
      int next = i + (i & -i);
      if (next < tree.length) {
        tree[next] += tree[i];
      }
    }
  }

  void add(int place, int by) {
    for (int i = place + 1; i < tree.length; i += i & -i) {
      tree[i] += by;
    }
  }

  /** The sum of the counts before a place. */
  int before(int place) {
    int sum = 0;
    for (int i = place; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }
}
