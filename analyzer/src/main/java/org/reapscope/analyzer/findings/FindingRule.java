package org.reapscope.analyzer.findings;

import java.util.function.Supplier;

/** The finding rules with their detectors. */
enum FindingRule {
  MISREAP("misreap", Misreap::new, true),
  MISREAP_RISK("misreap-risk", MisreapRisk::new, true),
  STATUS_LOST("status-lost", StatusLost::new, true),
  ZOMBIE_LEAK("zombie-leak", ZombieLeak::new, true),
  ORPHAN_LEAK("orphan-leak", OrphanLeak::new, true),
  INVALID_WAIT("invalid-wait", InvalidWait::new, false),
  STALE_SIGNAL("stale-signal", StaleSignal::new, true),
  DOUBLE_WAIT("double-wait", DoubleWait::new, true),
  REAPER_MISSING("reaper-missing", ReaperMissing::new, false);

  private final String id;
  private final Supplier<Detector> detector;
  private final boolean single;

  FindingRule(String id, Supplier<Detector> detector, boolean single) {
    this.id = id;
    this.detector = detector;
    this.single = single;
  }

  /** The contract's word. */
  String id() {
    return id;
  }

  /**
   * Whether each finding stands for one thing that happened, so that nothing later in the log adds
   * to it; else it counts.
   */
  boolean single() {
    return single;
  }

  /** A detector for one trace. */
  Detector newDetector() {
    return detector.get();
  }
}
