package org.reapscope.reports;

/**
 * What every report of one run says about the run itself.
 *
 * @param version the tool's version
 * @param command the subcommand's name: audit, replay or cost
 * @param semantics the profile replayed under
 * @param mark the marking policy
 * @param style how text meant for people looks
 */
public record Run(String version, String command, String semantics, String mark, Style style) {

  /**
   * How text meant for people looks; machine formats take no notice.
   *
   * @param color whether terminal colours are written
   * @param detail how much is shown
   */
  public record Style(boolean color, Detail detail) {}

  /** How much a text report shows. */
  public enum Detail {
    /** Verdict and findings only. */
    QUIET,
    /** The usual. */
    NORMAL,
    /** Every finding, every unreadable line kept, every inference rule. */
    VERBOSE
  }
}
