package org.reapscope.analyzer.result;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing worth telling, tied to lines of the log.
 *
 * @param rule the contract's rule id
 * @param evidence "exact", "inferred" or "probable"
 * @param message one sentence for a person
 * @param process the process it happened in
 */
public record Finding(
    String rule,
    Severity severity,
    String evidence,
    String message,
    Party process,
    @Nullable Child child,
    @Nullable Act stealer,
    @Nullable Victim victim,
    @Nullable UnderFlag underFlag) {

  /** Severities, most serious first. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    /** The contract's word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A process by number and name. */
  public record Party(int pid, String comm) {}

  /** The child concerned; lines are 0 when not in the log. */
  public record Child(int pid, String comm, long spawnLine, long exitLine, String status) {}

  /** A wait call: who made it and where. */
  public record Act(int tid, long line, long time, String call) {}

  /** What the losing side did and got. */
  public record Victim(int tid, long line, long time, String call, String symptom) {}

  /** What the flag would change: outcome is fixed, unchanged, leaks or hangs. */
  public record UnderFlag(String outcome, String note) {}
}
