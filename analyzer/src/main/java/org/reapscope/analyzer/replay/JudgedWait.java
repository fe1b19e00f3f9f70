package org.reapscope.analyzer.replay;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.traces.event.CallReturned;

/**
 * One wait call that has ended, as recorded and as replayed.
 *
 * @param target for a focused wait the child it named, null when it named nobody known
 * @param child the child whose state the recorded result reports, null for none or unknown
 * @param answer the model's answer in the default order
 * @param number the answer's child as the caller numbers it, 0 for none; {@link #UNASKED} when the
 *     model was not asked
 * @param consumed true when the child was reaped by this call
 * @param result the recorded result
 * @param rule the rule or reason when evidence is not exact
 * @param scanned candidates the kernel considered, all passes together
 */
public record JudgedWait(
    TracedTask caller,
    RecordedWait call,
    CallReturned end,
    @Nullable TracedTask target,
    @Nullable TracedTask child,
    Answer answer,
    int number,
    boolean consumed,
    Recorded result,
    Evidence evidence,
    @Nullable Rule rule,
    long scanned) {

  /** Stands for the number where the log leaves open what the call asked for. */
  static final int UNASKED = -1;

  /** The recorded result in words. */
  public String recorded() {
    return result.words();
  }

  /** The answer in words. */
  public String replayed() {
    if (evidence == Evidence.INFERRED) {
      return recorded();
    }
    return number == UNASKED
        ? "unknown"
        : Recorded.words(answer, number, call.has(WaitOptions.WNOHANG));
  }

  /** Whether the call came back with this errno. */
  public boolean failedWith(int errno) {
    return end.outcome().state() == org.reapscope.traces.event.Outcome.State.FAILED
        && end.outcome().value() == errno;
  }

  /** Whether the call succeeded and may have reaped a child that the log does not name. */
  public boolean mayHaveReapedUnseen() {
    boolean unnamed =
        result.kind() == Recorded.Kind.UNSEEN || result.kind() == Recorded.Kind.UNSHOWN;
    return rule == Rule.UNKNOWN_ARGUMENTS
        || unnamed && child == null && rule != null && call.reaps();
  }

  /** Whether the call came back with 0 and no child. */
  public boolean isEmpty() {
    return end.outcome().ok() && call.call().report() == null && call.call().visible();
  }
}
