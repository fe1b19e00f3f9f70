package org.reapscope.fleet;

/**
 * A section of the page.
 *
 * @param title above it
 * @param about what it holds, in a sentence
 * @param table its table
 */
public record PageSection(String title, String about, PageTable table) {}
