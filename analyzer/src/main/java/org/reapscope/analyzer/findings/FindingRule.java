package org.reapscope.analyzer.findings;

/** The finding rules with their detectors. */
enum FindingRule {
  MISREAP("misreap", true),
  MISREAP_RISK("misreap-risk", false),
  STATUS_LOST("status-lost", false),
  ZOMBIE_LEAK("zombie-leak", false),
  ORPHAN_LEAK("orphan-leak", false),
  INVALID_WAIT("invalid-wait", false),
  STALE_SIGNAL("stale-signal", true),
  DOUBLE_WAIT("double-wait", true),
  REAPER_MISSING("reaper-missing", false);

  private final String id;
  private final boolean live;

  FindingRule(String id, boolean live) {
    this.id = id;
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
    return switch (this) {
      case MISREAP -> new Misreap();
      case MISREAP_RISK -> new MisreapRisk();
      case STATUS_LOST -> new StatusLost();
      case ZOMBIE_LEAK -> new ZombieLeak();
      case ORPHAN_LEAK -> new OrphanLeak();
      case INVALID_WAIT -> new InvalidWait();
      case STALE_SIGNAL -> new StaleSignal();
      case DOUBLE_WAIT -> new DoubleWait();
      case REAPER_MISSING -> new ReaperMissing();
    };
  }
}
