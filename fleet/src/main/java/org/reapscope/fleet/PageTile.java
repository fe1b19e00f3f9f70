package org.reapscope.fleet;

/**
 * A figure at the top of the page.
 *
 * @param figure the number
 * @param about what it counts
 */
public record PageTile(String figure, String about) {}
