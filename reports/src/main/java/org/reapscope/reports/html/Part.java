package org.reapscope.reports.html;

/** A label and a text beside it, both safe to show. */
public record Part(String label, String text) {}
