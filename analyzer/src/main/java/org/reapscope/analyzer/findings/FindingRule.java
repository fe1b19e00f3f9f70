package org.reapscope.analyzer.findings;

import java.util.function.Supplier;

/** The finding rules with their detectors. */
enum FindingRule {
  MISREAP("misreap", Misreap::new),
  ZOMBIE_LEAK("zombie-leak", ZombieLeak::new),
  ORPHAN_LEAK("orphan-leak", OrphanLeak::new);

  private final String id;
  private final Supplier<Detector> detector;

  FindingRule(String id, Supplier<Detector> detector) {
    this.id = id;
    this.detector = detector;
  }

  /** The contract's word. */
  String id() {
    return id;
  }

  /** A detector for one trace. */
  Detector newDetector() {
    return detector.get();
  }
}
