package org.reapscope.reports.perfetto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.reports.events.EventWriter;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Chrome trace events of a trace as it is read: every call of every thread, each process's life, an
 * arrow from each death to the wait that took it, thefts marked. The replay says whose thread one
 * is and who reaped whom; memory grows with what is alive, not with the log.
 */
public final class PerfettoEvents implements EventWriter {
  private final ChromeTrace out;
  private long traces = -1;
  private String name = "";
  private @Nullable TrackWriter tracks;
  private @Nullable Analysis analysis;

  /** Writes the document's head. */
  public PerfettoEvents(Writer out) throws IOException {
    this.out = new ChromeTrace(out, "reapscope");
  }

  @Override
  public void begin(String trace) {
    name = trace;
    traces++;
    tracks = null;
    analysis = null;
  }

  @Override
  public void add(ProcessEvent event) throws IOException {
    if (analysis == null) {
      TraceClock clock = TraceClock.startingAt(event);
      tracks = new TrackWriter(new Tracks(out, clock, traces), clock);
      analysis = new Analysis(AnalysisOptions.plain(), tracks);
    }
    try {
      analysis.accept(event);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  @Override
  public void end(TraceFacts facts) throws IOException {
    if (analysis == null || tracks == null) {
      return;
    }
    try {
      for (Finding one : analysis.finish(name, facts).findings()) {
        tracks.theft(one);
      }
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
