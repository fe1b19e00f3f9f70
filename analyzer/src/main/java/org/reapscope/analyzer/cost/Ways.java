package org.reapscope.analyzer.cost;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** All other ways to wait, in the order of the reports. */
enum Ways {
  PIDFD(PidfdWay::new),
  DRAIN(DrainWay::new),
  AUTOREAP(AutoreapWay::new);

  private final Supplier<Way> maker;

  Ways(Supplier<Way> maker) {
    this.maker = maker;
  }

  /** One of each, for one process. */
  static List<Way> all() {
    return Arrays.stream(values()).map(way -> way.maker.get()).toList();
  }
}
