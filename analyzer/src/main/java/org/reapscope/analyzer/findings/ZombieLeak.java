package org.reapscope.analyzer.findings;

/** A dead child that its own parent never reaped, although it had time to. */
final class ZombieLeak extends Leak {
  ZombieLeak() {
    super(FindingRule.ZOMBIE_LEAK, false);
  }
}
