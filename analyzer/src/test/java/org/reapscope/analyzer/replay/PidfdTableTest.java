package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.replay.PidfdTable.Pidfd;

/** Tables that share what they have in common behave as if each were a map of its own. */
final class PidfdTableTest {
  private final List<PidfdTable> tables = new ArrayList<>(List.of(new PidfdTable()));
  private final List<Map<Integer, Pidfd>> plain = new ArrayList<>(List.of(new TreeMap<>()));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void behaveAsPlainMaps(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Pidfd> closed = new ArrayList<>();
    for (int step = 0; step < 3_000; step++) {
      int at = random.nextInt(tables.size());
      PidfdTable table = tables.get(at);
      Map<Integer, Pidfd> map = plain.get(at);
      Set<Pidfd> before = held();
      closed.clear();
      int fd = random.nextInt(20) == 0 ? random.nextInt(Integer.MAX_VALUE) : random.nextInt(300);
      int what = random.nextInt(20);
      if (what < 9) {
        List<Pidfd> own = new ArrayList<>(map.values());
        boolean dup = !own.isEmpty() && random.nextBoolean();
        Pidfd file = dup ? own.get(random.nextInt(own.size())) : new Pidfd(null, null, false);
        note(table.put(fd, file), closed);
        map.put(fd, file);
      } else if (what < 15) {
        note(table.close(fd), closed);
        map.remove(fd);
      } else if (what < 17) {
        int last = fd + random.nextInt(40);
        closed.addAll(table.closeBetween(fd, Math.max(fd, last)));
        map.keySet().removeIf(each -> each >= fd && each <= Math.max(fd, last));
      } else if (what == 17) {
        closed.addAll(table.closeAll());
        map.clear();
      } else if (tables.size() < 12) {
        tables.add(table.copy());
        plain.add(new TreeMap<>(map));
      }
      before.removeAll(held());
      assertThat(closed).containsExactlyInAnyOrderElementsOf(before);
      assertThat(table.isEmpty()).isEqualTo(map.isEmpty());
      assertThat(table.get(fd)).isSameAs(map.get(fd));
    }
    for (int i = 0; i < tables.size(); i++) {
      for (int fd = 0; fd < 340; fd++) {
        assertThat(tables.get(i).get(fd)).isSameAs(plain.get(i).get(fd));
      }
    }
  }

  private Set<Pidfd> held() {
    Set<Pidfd> held = new HashSet<>();
    plain.forEach(map -> held.addAll(map.values()));
    return held;
  }

  private static void note(Pidfd file, List<Pidfd> closed) {
    if (file != null) {
      closed.add(file);
    }
  }
}
