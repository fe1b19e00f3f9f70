package org.reapscope.analyzer.findings;

/** A dead orphan that the init or subreaper it came to never reaped, although it had time to. */
final class OrphanLeak extends Leak {
  OrphanLeak() {
    super(FindingRule.ORPHAN_LEAK, true);
  }
}
