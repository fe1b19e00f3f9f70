package org.reapscope.analyzer.findings;

import java.util.function.Supplier;

/** The finding rules with their detectors. */
enum FindingRule {
  MISREAP("misreap", Misreap::new, true),
  MISREAP_RISK("misreap-risk", MisreapRisk::new, false),
  STATUS_LOST("status-lost", StatusLost::new, false),
  ZOMBIE_LEAK("zombie-leak", ZombieLeak::new, false),
  ORPHAN_LEAK("orphan-leak", OrphanLeak::new, false),
  INVALID_WAIT("invalid-wait", InvalidWait::new, false),
  STALE_SIGNAL("stale-signal", StaleSignal::new, true),
  DOUBLE_WAIT("double-wait", DoubleWait::new, true),
  REAPER_MISSING("reaper-missing", ReaperMissing::new, false);

  private final String id;
  private final Supplier<Detector> detector;
  private final boolean live;

  FindingRule(String id, Supplier<Detector> detector, boolean live) {
    this.id = id;
    this.detector = detector;
    this.live = live;
  }

  /** The contract's word. */
  String id() {
    return id;
  }

  /**
   * Whether each finding rests on two things that happened, so that nothing later in the log takes
   * it back; others rest on what did not happen, or count.
   */
  boolean live() {
    return live;
  }

  /** A detector for one trace. */
  Detector newDetector() {
    return detector.get();
  }
}
