package org.reapscope.analyzer.whatif;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.FirstPass;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.Replay;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.Traces;

/** Recordings below the traces module's samples. */
final class Sample {
  private static final Path FOLDER = Path.of("..", "traces", "samples");

  private Sample() {}

  static TraceFacts read(String name, EventSink sink) {
    try {
      return Traces.open(FOLDER.resolve(name).toString()).read(sink);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static TraceResult analysed(
      String name, String semantics, String mark, Alternatives alternatives) {
    return analysed(name, semantics, mark, alternatives, false);
  }

  static TraceResult analysed(
      String name, String semantics, String mark, Alternatives alternatives, boolean calls) {
    AnalysisOptions options = new AnalysisOptions(semantics, mark, calls, alternatives);
    Analysis analysis;
    if (options.needsFirstPass()) {
      FirstPass first = options.firstPass();
      analysis = first.then(read(name, first));
    } else {
      analysis = new Analysis(options);
    }
    return analysis.finish(name, read(name, analysis));
  }

  /** Pids of the processes that a marking marks. */
  static Set<Integer> marked(String name, String mark) {
    Marking marking = Marking.parse(mark);
    Semantics linux = Profiles.byName("linux");
    MarkPolicy policy = marking.policy(Set.of());
    if (marking.needsFirstPass()) {
      Hindsight first = new Hindsight(marking, linux, Profiles.byName("wait-pidfd"));
      policy = first.finish(read(name, first));
    }
    Set<Integer> pids = new TreeSet<>();
    ReplayObserver observer =
        new ReplayObserver() {
          @Override
          public void born(TracedTask child, boolean thread) {
            if (child.task().group().isMarked()) {
              pids.add(child.tid());
            }
          }
        };
    Replay replay = new Replay(linux, policy, observer);
    read(name, replay);
    replay.finish();
    return pids;
  }
}
