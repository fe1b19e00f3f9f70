package org.reapscope.reports.html;

import java.util.List;

/**
 * The findings of one rule.
 *
 * @param meaning the rule in one sentence
 * @param explained whether the page has the rule's explanation
 * @param remedy what to change, or empty
 * @param shown the first findings, {@code folded} the further ones
 */
public record FindingGroup(
    String rule,
    String severity,
    String meaning,
    boolean explained,
    String remedy,
    String count,
    List<FindingView> shown,
    List<FindingView> folded) {}
