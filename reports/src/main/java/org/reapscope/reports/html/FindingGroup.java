package org.reapscope.reports.html;

import java.util.List;

/**
 * The findings of one rule.
 *
 * @param meaning the rule in one sentence
 * @param remedy what to change, or empty
 * @param shown the first findings, {@code folded} the further ones
 */
public record FindingGroup(
    String rule,
    String severity,
    String meaning,
    String remedy,
    String count,
    List<FindingView> shown,
    List<FindingView> folded) {}
