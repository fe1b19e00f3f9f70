package org.reapscope.reports;

/** The finding rules as reports explain them; ids are the contract's. */
enum Rule {
  MISREAP("misreap", "A generic wait took a child that other code was waiting for"),
  MISREAP_RISK("misreap-risk", "A generic wait took a child that someone watches"),
  STATUS_LOST("status-lost", "The kernel discarded a status that a focused wait asked for"),
  ZOMBIE_LEAK("zombie-leak", "A dead child that nobody reaps while its parent lives"),
  ORPHAN_LEAK("orphan-leak", "A dead orphan that its new parent does not reap"),
  POLLING("polling", "Children are asked after one by one"),
  INVALID_WAIT("invalid-wait", "A wait that can only fail"),
  STALE_SIGNAL("stale-signal", "A signal sent to a number already reaped"),
  DOUBLE_WAIT("double-wait", "Two focused waits for one child"),
  REAPER_MISSING("reaper-missing", "An init or subreaper that never waits generically"),
  WOULD_LEAK("would-leak", "Marked so, this child would never be reaped"),
  WOULD_HANG("would-hang", "Marked so, this wait would never return"),
  WOULD_SPIN("would-spin", "Marked so, this loop would spin");

  private final String id;
  private final String summary;

  Rule(String id, String summary) {
    this.id = id;
    this.summary = summary;
  }

  /** The place of the rule with this id, -1 for none. */
  static int indexOf(String id) {
    for (Rule rule : values()) {
      if (rule.id.equals(id)) {
        return rule.ordinal();
      }
    }
    return -1;
  }

  String id() {
    return id;
  }

  String summary() {
    return summary;
  }
}
