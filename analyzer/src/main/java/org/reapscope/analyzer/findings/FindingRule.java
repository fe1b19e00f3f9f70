package org.reapscope.analyzer.findings;

import java.util.function.Supplier;

/** The finding rules with their detectors. */
enum FindingRule {
  MISREAP("misreap", Misreap::new),
  MISREAP_RISK("misreap-risk", MisreapRisk::new),
  STATUS_LOST("status-lost", StatusLost::new),
  ZOMBIE_LEAK("zombie-leak", ZombieLeak::new),
  ORPHAN_LEAK("orphan-leak", OrphanLeak::new),
  INVALID_WAIT("invalid-wait", InvalidWait::new),
  STALE_SIGNAL("stale-signal", StaleSignal::new),
  DOUBLE_WAIT("double-wait", DoubleWait::new),
  REAPER_MISSING("reaper-missing", ReaperMissing::new);

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
