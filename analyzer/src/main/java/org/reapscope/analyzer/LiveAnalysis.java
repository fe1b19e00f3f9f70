package org.reapscope.analyzer;

import java.util.function.Consumer;
import org.reapscope.analyzer.findings.LiveFindings;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.Replay;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Watches a log that is still being written and tells its findings as they come.
 *
 * <p>It has no clock: whoever reads the log says when some time has passed. An event is held back
 * from one {@link #beat} to the next, so that calls that end soon are known whole, and no longer,
 * so that a log that rests is not waited for. The answer to the whole log is an {@link Analysis},
 * which sees every call's end and does not depend on when its lines came.
 */
public final class LiveAnalysis implements EventSink {
  private final LiveFindings findings = new LiveFindings();
  private final Replay replay =
      new Replay(Profiles.byName("linux"), MarkPolicy.NONE, findings.observer());
  private final Consumer<Finding> listener;
  private int sinceBeat;

  /** {@code listener} hears of each finding once. */
  public LiveAnalysis(Consumer<Finding> listener) {
    this.listener = listener;
  }

  @Override
  public void accept(ProcessEvent event) {
    sinceBeat++;
    findings.accept(event);
    replay.accept(event);
  }

  /** Some time has passed. */
  public void beat() {
    replay.release(sinceBeat);
    sinceBeat = 0;
    findings.settled(replay.kinds()).forEach(listener);
  }

  /** The log is over: tells what is settled by then. */
  public void finish() {
    beat();
    beat();
  }
}
