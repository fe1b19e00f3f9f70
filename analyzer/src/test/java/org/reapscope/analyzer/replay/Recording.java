package org.reapscope.analyzer.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;

/** A bundled recording, read once. */
record Recording(String name, List<ProcessEvent> events) {
  private static final String SAMPLES = "../traces/samples/";

  static Recording of(String name) {
    List<ProcessEvent> events = new ArrayList<>();
    try {
      Traces.open(SAMPLES + name).read(events::add);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return new Recording(name, events);
  }

  /** Replays under the rules of the kernel it was recorded on. */
  Totals replay(UnaryOperator<CallReturned> lens, ReplayObserver... watchers) {
    boolean flagged = name.contains(".flag.");
    return replay(
        flagged ? "wait-pidfd" : "linux",
        flagged ? MarkPolicy.recorded(CloneFlags.WAIT_PIDFD) : MarkPolicy.NONE,
        lens,
        watchers);
  }

  Totals replay(
      String profile,
      MarkPolicy marks,
      UnaryOperator<CallReturned> lens,
      ReplayObserver... watchers) {
    return replay(profile, marks, lens, new Looks(), watchers);
  }

  Totals replay(
      String profile,
      MarkPolicy marks,
      UnaryOperator<CallReturned> lens,
      Looks looks,
      ReplayObserver... watchers) {
    Semantics semantics = Profiles.byName(profile);
    Totals totals = new Totals(false);
    List<ReplayObserver> all = new ArrayList<>(List.of(watchers));
    all.add(totals);
    Replay replay = new Replay(semantics, marks, new Observers(all), lens, looks);
    events.forEach(replay::accept);
    replay.finish();
    return totals;
  }
}
