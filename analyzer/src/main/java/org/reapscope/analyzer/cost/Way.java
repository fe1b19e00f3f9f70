package org.reapscope.analyzer.cost;

import java.util.Collection;
import java.util.List;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.replay.TracedTask;

/**
 * A program that waits otherwise for the deaths of a recorded one: its loop, played on against a
 * kernel of its own.
 *
 * <p>Births and deaths happen as recorded, and so do the waits of other code. This program's own
 * waits do not: it asks its kernel, and counts its calls and what the kernel considers for them.
 */
abstract class Way {
  /** Wait calls. */
  long waits;

  /** Calls that set up, tear down and sleep. */
  long others;

  long scanned;

  /** The same up to Linux 5.12. */
  long scannedBefore513;

  private List<Family> families;

  /** {@code families}: the kernels that are asked; each knows the same children. */
  Way(List<Family> families) {
    this.families = families;
  }

  /** Short and stable. */
  abstract String name();

  abstract String how();

  abstract String needs();

  /** What its calls would take without a tracer. */
  abstract Cost price(Calibration calibration);

  /** A child was born; it is this program's as soon as it is {@link #owned}. */
  void born(TracedTask child) {
    families().forEach(family -> family.born(child, isMarked()));
  }

  /** Whether children that other code waits for carry the flag. */
  boolean isMarked() {
    return false;
  }

  void died(TracedTask child) {
    families().forEach(family -> family.died(child));
  }

  /** Other code took a child, or it has another parent now. */
  void gone(TracedTask child) {
    families().forEach(family -> family.gone(child));
  }

  /** The recording shows that the program waits for this child. */
  abstract void owned(TracedTask child);

  /** The loop wakes up, or comes back to its sleep: these of its children have died since. */
  void dead(Collection<TracedTask> children) {}

  /** The recorded program has ended a poll round or a drain loop. */
  void swept() {}

  /** Adds what another process did in the same way. */
  void add(Way other) {
    waits += other.waits;
    others += other.others;
    scanned += other.scanned;
    scannedBefore513 += other.scannedBefore513;
  }

  final List<Family> families() {
    return families;
  }

  /** The process is gone: only the counts stay. */
  final void close() {
    families = List.of();
  }
}
