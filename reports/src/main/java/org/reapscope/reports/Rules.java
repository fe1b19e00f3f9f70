package org.reapscope.reports;

/** What the finding rules mean and what to change where they speak, by rule id. */
public final class Rules {
  private Rules() {}

  /** The rule in one sentence; empty for one that is not known. */
  public static String meaning(String id) {
    for (Rule rule : Rule.values()) {
      if (rule.id().equals(id)) {
        return rule.summary();
      }
    }
    return "";
  }

  /** What to change; empty where there is no advice. */
  public static String remedy(String id) {
    return Remedy.of(id);
  }
}
