package org.reapscope.traces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map from numbers to objects, for what is asked once or more for each line of a log: tasks and
 * descriptors by number. It boxes nothing and makes no object for an entry.
 *
 * <p>Open addressing in a table that is at most half full; a removal shifts later entries back, so
 * that no markers of the dead pile up. Any number is a key, no value is null. Walks go by ascending
 * key, whatever the order of insertion, and cost a sort of the keys. Not for several threads.
 */
public final class IntMap<V> {
  private static final int SMALLEST = 8;
  private static final int GOLDEN = 0x9e3779b9;

  private int[] keys = new int[SMALLEST];
  private @Nullable Object[] values = new Object[SMALLEST];
  private int shift = shiftOf(SMALLEST);
  private int size;

  /** Takes an entry of a walk. */
  @FunctionalInterface
  public interface Visitor<V> {
    /** Takes one entry. */
    void visit(int key, V value);
  }

  /** The value of the key, or null. */
  public @Nullable V get(int key) {
    return value(slot(key));
  }

  /** True when the key has a value. */
  public boolean containsKey(int key) {
    return values[slot(key)] != null;
  }

  /** Sets the key's value; returns the one that it had, or null. */
  public @Nullable V put(int key, V value) {
    int slot = slot(key);
    V before = value(slot);
    if (before == null) {
      if (++size * 2 > keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
    }
    values[slot] = value;
    return before;
  }

  /** Takes the key out; returns the value that it had, or null. */
  public @Nullable V remove(int key) {
    int hole = slot(key);
    V removed = value(hole);
    if (removed != null) {
      size--;
      close(hole);
    }
    return removed;
  }

  /** Moves back into the hole whatever a search would no longer find across it. */
  private void close(int emptied) {
    int mask = keys.length - 1;
    int hole = emptied;
    for (int next = hole + 1 & mask; values[next] != null; next = next + 1 & mask) {
      int home = home(keys[next]);
      if ((next - home & mask) >= (next - hole & mask)) {
        keys[hole] = keys[next];
        values[hole] = values[next];
        hole = next;
      }
    }
    values[hole] = null;
  }

  /** How many keys have a value. */
  public int size() {
    return size;
  }

  /** True when no key has a value. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Takes all keys out. */
  public void clear() {
    if (size > 0) {
      Arrays.fill(values, null);
      size = 0;
    }
  }

  /**
   * Visits the entries by ascending key. The visitor may change the map: keys that it takes out are
   * not visited, keys that it adds are not either.
   */
  public void forEach(Visitor<? super V> visitor) {
    for (int key : sortedKeys()) {
      V value = get(key);
      if (value != null) {
        visitor.visit(key, value);
      }
    }
  }

  /** The values by ascending key, in a list of their own. */
  public List<V> values() {
    List<V> all = new ArrayList<>(size);
    forEach((key, value) -> all.add(value));
    return all;
  }

  private int[] sortedKeys() {
    int[] sorted = new int[size];
    int count = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (values[slot] != null) {
        sorted[count++] = keys[slot];
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  @SuppressWarnings("unchecked")
  private @Nullable V value(int slot) {
    return (V) values[slot];
  }

  /** The slot of the key, or the free one where it would stand. */
  private int slot(int key) {
    int mask = keys.length - 1;
    int slot = home(key);
    while (values[slot] != null && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** Consecutive numbers, as those of tasks are, stand far from each other. */
  private int home(int key) {
    return key * GOLDEN >>> shift;
  }

  private static int shiftOf(int capacity) {
    return Integer.numberOfLeadingZeros(capacity) + 1;
  }

  private void grow() {
    int[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new int[oldKeys.length * 2];
    values = new Object[keys.length];
    shift = shiftOf(keys.length);
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldValues[old] != null) {
        int slot = slot(oldKeys[old]);
        keys[slot] = oldKeys[old];
        values[slot] = oldValues[old];
      }
    }
  }
}
