package org.reapscope.analyzer.replay;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.traces.event.CallReturned;

/**
 * One wait call that has ended, as recorded and as replayed.
 *
 * @param target for a focused wait the child it named, null when it named nobody known
 * @param child the child whose state the recorded result reports, null for none or unknown
 * @param answer the model's answer in the default order
 * @param consumed true when the child was reaped by this call
 * @param recorded the recorded result in words
 * @param replayed the answer in words
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
    boolean consumed,
    String recorded,
    String replayed,
    Evidence evidence,
    @Nullable Rule rule,
    long scanned) {

  /** Whether the call came back with this errno. */
  public boolean failedWith(int errno) {
    return end.outcome().state() == org.reapscope.traces.event.Outcome.State.FAILED
        && end.outcome().value() == errno;
  }

  /** Whether the call came back with 0 and no child. */
  public boolean isEmpty() {
    return end.outcome().ok() && call.call().report() == null && call.call().visible();
  }
}
