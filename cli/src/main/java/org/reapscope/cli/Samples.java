package org.reapscope.cli;

/**
 * Bundled recordings, as help pages name them: below {@code traces/samples} of a checkout, or where
 * the launcher of an installation says.
 */
final class Samples {
  private static final String FOLDER = "${sys:reapscope.samples:-traces/samples}/";

  /** A program one part of which steals the children of another. */
  static final String THEFT = FOLDER + "strace/py-steals.strace.zst";

  /** An event loop that asks after each child in turn. */
  static final String POLLING = FOLDER + "polling/py-tornado.strace.zst";

  private Samples() {}
}
