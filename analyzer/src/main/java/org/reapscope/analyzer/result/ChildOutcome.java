package org.reapscope.analyzer.result;

import java.util.Locale;

/**
 * What becomes of one marked child under the other rule.
 *
 * @param pid the child, as its parent numbers it
 * @param comm its name
 * @param spawnLine its birth line, unique to it
 * @param parent the process whose child it was when it died
 * @param collectedBy how it was collected in the recording, such as {@code wait4(-1, WNOHANG)} or
 *     {@code the kernel}; empty when nobody did
 * @param outcome see {@link Outcome}
 * @param evidence {@code exact} for a child that another wait of the same log collects, {@code
 *     inferred} for what can only be concluded, {@code probable} where system calls cannot decide
 * @param note why, in one sentence
 */
public record ChildOutcome(
    int pid,
    String comm,
    long spawnLine,
    Finding.Party parent,
    String collectedBy,
    Outcome outcome,
    String evidence,
    String note) {

  /** The five outcomes, gravest first. */
  public enum Outcome {
    /** Code that depends on the child's end never learns of it. */
    HANGS,
    /** It stays a zombie that nobody collects. */
    LEAKS,
    /** It was stolen, and its owner gets the status now. */
    FIXED,
    /** As before, and the mark opens a cheaper way. */
    IMPROVED,
    /** As before. */
    UNCHANGED;

    /** The contract's word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
