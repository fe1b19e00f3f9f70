package org.reapscope.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A map by number answers as the platform's sorted map does. */
final class IntMapTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 30, 1000, Integer.MAX_VALUE})
  void answersAsASortedMapDoes(int range) {
    Random random = new Random(range);
    IntMap<String> map = new IntMap<>();
    Map<Integer, String> other = new TreeMap<>();
    for (int step = 0; step < 20_000; step++) {
      int key = random.nextInt(range) - range / 2;
      String value = "v" + step;
      switch (random.nextInt(step % 4000 < 2000 ? 3 : 5)) {
        case 0, 1 -> assertEquals(other.put(key, value), map.put(key, value));
        case 2 -> assertEquals(other.get(key), map.get(key));
        default -> assertEquals(other.remove(key), map.remove(key));
      }
      assertEquals(other.containsKey(key), map.containsKey(key));
      assertEquals(other.size(), map.size());
    }
    other.forEach((key, value) -> assertEquals(value, map.get(key)));
    assertEquals(List.copyOf(other.values()), map.values());
  }

  @Test
  void takesEveryNumberForAKey() {
    IntMap<String> map = new IntMap<>();
    int[] keys = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE};
    for (int key : keys) {
      assertNull(map.put(key, "v" + key));
    }
    for (int key : keys) {
      assertEquals("v" + key, map.get(key));
    }
    assertNull(map.get(7));
  }

  @Test
  void walksByAscendingKeyWhateverTheOrderOfInsertion() {
    IntMap<String> map = new IntMap<>();
    for (int key : new int[] {900, -5, 3, 77, 1 << 30, 0}) {
      map.put(key, "v" + key);
    }
    List<Integer> keys = new ArrayList<>();
    map.forEach((key, value) -> keys.add(key));
    assertEquals(List.of(-5, 0, 3, 77, 900, 1 << 30), keys);
  }

  @Test
  void mayBeChangedByItsVisitor() {
    IntMap<String> map = new IntMap<>();
    for (int key = 0; key < 100; key++) {
      map.put(key, "v");
    }
    List<Integer> keys = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          keys.add(key);
          map.remove(key);
          map.remove(key + 1);
          map.put(key + 1000, "later");
        });
    assertEquals(50, keys.size());
    assertEquals(50, map.size());
  }

  @Test
  void isEmptyAgainWhenCleared() {
    IntMap<String> map = new IntMap<>();
    map.put(1, "one");
    assertFalse(map.isEmpty());
    map.clear();
    assertTrue(map.isEmpty());
    assertNull(map.get(1));
    assertTrue(map.values().isEmpty());
  }

  @Test
  void takesOutNoOtherObjectAndReplacesNone() {
    IntMap<String> map = new IntMap<>();
    String mine = new String("same");
    map.putIfAbsent(5, mine);
    map.putIfAbsent(5, "other");
    assertFalse(map.remove(5, new String("same")));
    assertEquals(mine, map.get(5));
    assertTrue(map.remove(5, mine));
    assertFalse(map.remove(5, mine));
    assertNull(map.get(5));
  }
}
