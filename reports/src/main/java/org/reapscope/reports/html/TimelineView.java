package org.reapscope.reports.html;

import java.util.List;

/**
 * The timeline of one trace: its data for the page's script, and what it leaves out.
 *
 * @param data a JSON document, bounded in size, whose text is sanitized
 * @param rows how many rows it has; 0 for nothing to show
 */
public record TimelineView(String id, String data, int rows, List<String> omitted) {}
