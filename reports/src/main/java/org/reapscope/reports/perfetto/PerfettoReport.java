package org.reapscope.reports.perfetto;

import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Life;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Report;
import org.reapscope.reports.Run;

/**
 * Chrome trace events of results that keep calls and lives. {@link PerfettoEvents} writes the same
 * and more of a trace as it is read.
 */
public final class PerfettoReport implements Report {
  private final ChromeTrace out;
  private long traces;

  /** Writes the document's head. */
  public PerfettoReport(Run run, Writer out) throws IOException {
    this.out = new ChromeTrace(out, "reapscope " + run.version());
  }

  @Override
  public void add(TraceResult result) throws IOException {
    TraceClock clock = TraceClock.of(result);
    Tracks tracks = new Tracks(out, clock, traces++);
    Map<Integer, Integer> processOf = new LinkedHashMap<>();
    Map<Integer, String> names = new HashMap<>();
    Map<Long, CallRow> callAt = new HashMap<>();
    Map<Integer, long[]> active = new HashMap<>();
    for (Life life : result.lives()) {
      processOf.put(life.pid(), life.pid());
      names.put(life.pid(), life.comm());
    }
    for (Finding one : result.findings()) {
      names.put(one.process().pid(), one.process().comm());
    }
    for (CallRow call : result.calls()) {
      processOf.put(call.tid(), call.process());
      callAt.put(call.line(), call);
      long[] span =
          active.computeIfAbsent(call.tid(), tid -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
      span[0] = Math.min(span[0], clock.start(call));
      span[1] = Math.max(span[1], clock.end(call));
    }
    for (Map.Entry<Integer, Integer> thread : processOf.entrySet()) {
      boolean first = thread.getKey().equals(thread.getValue());
      String comm = first ? names.getOrDefault(thread.getKey(), "") : "";
      tracks.name(thread.getValue(), thread.getKey(), comm);
    }
    for (Life life : result.lives()) {
      tracks.life(life, active.get(life.pid()));
    }
    for (CallRow call : result.calls()) {
      tracks.call(call);
    }
    for (Life life : result.lives()) {
      CallRow call = callAt.get(life.reapLine());
      if (call != null) {
        tracks.reaping(life, call);
      }
    }
    for (Finding one : result.findings()) {
      tracks.theft(one);
    }
  }

  @Override
  public void end() throws IOException {
    out.close();
  }
}
