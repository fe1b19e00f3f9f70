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
 * that no markers of the dead pile up. A search looks at the keys alone, and eight numbers in a row
 * stand in a row: in a log of many tasks it is the memory touched that costs. Any number is a key,
 * no value is null. Walks go by ascending key, whatever the order of insertion, and cost a sort of
 * the keys. Not for several threads.
 */
public final class IntMap<V> {
  private static final int SMALLEST = 16;
  private static final int ROW_BITS = 3;
  private static final int ROW = (1 << ROW_BITS) - 1;

  /** Marks a free slot; the value of this number itself stands apart. */
  private static final int FREE = Integer.MIN_VALUE;

  /**
   * Odd, and another one in each run: a log that knew it could name tasks that all want the same
   * place. Nothing that the map tells depends on it.
   */
  private static final int FACTOR = 0x9e3779b9 ^ (int) System.nanoTime() << 1 & 0x1fffe;

  private int[] keys = free(SMALLEST);
  private @Nullable Object[] values = new Object[SMALLEST];
  private @Nullable V ofFree;
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
    return key == FREE ? ofFree : value(slot(key));
  }

  /** True when the key has a value. */
  public boolean containsKey(int key) {
    return key == FREE ? ofFree != null : keys[slot(key)] == key;
  }

  /** Sets the key's value; returns the one that it had, or null. */
  public @Nullable V put(int key, V value) {
    if (key == FREE) {
      return putOfFree(value);
    }
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
    if (key == FREE) {
      return putOfFree(null);
    }
    int hole = slot(key);
    if (keys[hole] == FREE) {
      return null;
    }
    V removed = value(hole);
    size--;
    close(hole);
    return removed;
  }

  /** Sets the key's value where it has none. */
  public void putIfAbsent(int key, V value) {
    if (!containsKey(key)) {
      put(key, value);
    }
  }

  /** Takes the key out if this very object is its value; true when it was. */
  public boolean remove(int key, V value) {
    boolean its = get(key) == value;
    if (its) {
      remove(key);
    }
    return its;
  }

  private @Nullable V putOfFree(@Nullable V value) {
    V before = ofFree;
    ofFree = value;
    size += (value == null ? 0 : 1) - (before == null ? 0 : 1);
    return before;
  }

  /** Moves back into the hole whatever a search would no longer find across it. */
  private void close(int emptied) {
    int mask = keys.length - 1;
    int hole = emptied;
    for (int next = hole + 1 & mask; keys[next] != FREE; next = next + 1 & mask) {
      int home = home(keys[next]);
      if ((next - home & mask) >= (next - hole & mask)) {
        keys[hole] = keys[next];
        values[hole] = values[next];
        hole = next;
      }
    }
    keys[hole] = FREE;
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
      Arrays.fill(keys, FREE);
      Arrays.fill(values, null);
      ofFree = null;
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
    for (int key : sortedKeys()) {
      V value = get(key);
      if (value != null) {
        all.add(value);
      }
    }
    return all;
  }

  private int[] sortedKeys() {
    int[] sorted = new int[size];
    int count = 0;
    if (ofFree != null) {
      sorted[count++] = FREE;
    }
    for (int key : keys) {
      if (key != FREE) {
        sorted[count++] = key;
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
    for (int found = keys[slot]; found != key && found != FREE; found = keys[slot]) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int home(int key) {
    return (key >> ROW_BITS) * FACTOR >>> shift << ROW_BITS | key & ROW;
  }

  private static int shiftOf(int capacity) {
    return Integer.numberOfLeadingZeros(capacity) + 1 + ROW_BITS;
  }

  private static int[] free(int capacity) {
    int[] keys = new int[capacity];
    Arrays.fill(keys, FREE);
    return keys;
  }

  private void grow() {
    int[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = free(oldKeys.length * 2);
    values = new Object[keys.length];
    shift = shiftOf(keys.length);
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != FREE) {
        int slot = slot(oldKeys[old]);
        keys[slot] = oldKeys[old];
        values[slot] = oldValues[old];
      }
    }
  }
}
