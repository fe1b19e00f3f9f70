package org.reapscope.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Life;
import org.reapscope.analyzer.result.TraceResult;

/**
 * Chrome trace events, which the Perfetto viewer opens: a track for each thread with its waits, the
 * life of each process below them, an arrow from each death to the wait that took it, and a mark
 * and an arrow for each theft.
 *
 * <p>Needs results that keep calls and lives. Times are microseconds since the trace's first
 * moment; in a log without a clock a line stands for a microsecond.
 */
public final class PerfettoReport implements Report {
  /** Pids end below 2^22; those of a second trace are counted from here on. */
  private static final long PER_TRACE = 10_000_000;

  private final JsonGenerator json;
  private long traces;
  private long flows;

  /** Writes the document's head. */
  public PerfettoReport(Run run, Writer out) throws IOException {
    json = JsonReport.generator(out);
    json.setPrettyPrinter(null);
    json.writeStartObject();
    json.writeStringField("displayTimeUnit", "ns");
    json.writeObjectFieldStart("otherData");
    json.writeStringField("tool", "reapscope " + run.version());
    json.writeEndObject();
    json.writeArrayFieldStart("traceEvents");
  }

  @Override
  public void add(TraceResult result) throws IOException {
    new Tracks(result, traces++ * PER_TRACE).write();
  }

  @Override
  public void end() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  /** The events of one trace. */
  private final class Tracks {
    private final TraceResult result;
    private final long base;
    private final PerfettoClock clock;
    private final Map<Integer, Integer> processOf = new LinkedHashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Long, CallRow> callAt = new HashMap<>();
    private final Map<Integer, long[]> active = new HashMap<>();

    Tracks(TraceResult result, long base) {
      this.result = result;
      this.base = base;
      this.clock = PerfettoClock.of(result);
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
    }

    void write() throws IOException {
      for (Map.Entry<Integer, Integer> thread : processOf.entrySet()) {
        name(thread.getKey(), thread.getValue());
      }
      for (Life life : result.lives()) {
        life(life);
      }
      for (CallRow call : result.calls()) {
        call(call);
      }
      for (Life life : result.lives()) {
        reaping(life);
      }
      for (Finding one : result.findings()) {
        theft(one);
      }
    }

    private void name(int thread, int process) throws IOException {
      String comm = Sanitizer.name(names.getOrDefault(process, ""));
      if (thread == process) {
        begin("M", "process_name", thread);
        args("name", comm.isEmpty() ? "process " + process : comm);
      }
      begin("M", "thread_name", thread);
      args("name", thread == process && !comm.isEmpty() ? comm : "thread");
    }

    private void life(Life life) throws IOException {
      long from = clock.at(life.spawnLine(), life.spawnTime());
      long to = life.exitLine() > 0 ? clock.at(life.exitLine(), life.exitTime()) : clock.last();
      long[] span = active.get(life.pid());
      if (span != null) {
        // A child may speak before the call that made it has come back.
        from = Math.min(from, span[0]);
        to = Math.max(to, span[1]);
      }
      slice("alive", life.pid(), from, to);
      json.writeObjectFieldStart("args");
      json.writeNumberField("spawnLine", life.spawnLine());
      json.writeNumberField("parent", life.parent());
      json.writeStringField("status", Sanitizer.name(life.status()));
      json.writeEndObject();
      json.writeEndObject();
      boolean zombie = life.exitLine() > 0 && !life.autoreaped();
      if (zombie) {
        long reaped =
            life.reapLine() > 0 ? clock.at(life.reapLine(), life.reapTime()) : clock.last();
        slice("dead, not reaped", life.pid(), to, Math.max(to, reaped));
        json.writeStringField("cname", "bad");
        json.writeEndObject();
      }
    }

    private void call(CallRow call) throws IOException {
      slice(Sanitizer.text(call.call()), call.tid(), clock.start(call), clock.end(call));
      json.writeObjectFieldStart("args");
      json.writeNumberField("line", call.line());
      json.writeStringField("recorded", Sanitizer.text(call.recorded()));
      json.writeStringField("replayed", Sanitizer.text(call.replayed()));
      json.writeStringField("evidence", call.evidence().word());
      json.writeEndObject();
      json.writeEndObject();
    }

    /** An arrow from a death to the end of the wait that took it. */
    private void reaping(Life life) throws IOException {
      CallRow call = callAt.get(life.reapLine());
      if (life.reaper() != 0 && life.exitLine() > 0 && call != null) {
        arrow("reaped", life.pid(), clock.at(life.exitLine(), life.exitTime()), call);
      }
    }

    private void theft(Finding one) throws IOException {
      Finding.Act stealer = one.stealer();
      if (stealer == null) {
        return;
      }
      long at = clock.at(stealer.line(), stealer.time());
      begin("i", Sanitizer.name(one.rule()) + ": " + Sanitizer.text(one.message()), stealer.tid());
      json.writeStringField("s", "t");
      json.writeStringField("cname", "terrible");
      time("ts", at);
      json.writeEndObject();
      Finding.Victim victim = one.victim();
      CallRow lost = victim == null ? null : callAt.get(victim.line());
      if (lost != null) {
        arrow("stolen from", stealer.tid(), at, lost);
      }
    }

    private void arrow(String name, int from, long at, CallRow to) throws IOException {
      long id = ++flows;
      begin("s", name, from);
      json.writeStringField("cat", name);
      json.writeNumberField("id", id);
      time("ts", at);
      json.writeEndObject();
      begin("f", name, to.tid());
      json.writeStringField("cat", name);
      json.writeStringField("bp", "e");
      json.writeNumberField("id", id);
      // Inside the slice: its end belongs to whatever comes next.
      time("ts", Math.max(clock.start(to), clock.end(to) - 1));
      json.writeEndObject();
    }

    private void slice(String name, int thread, long from, long to) throws IOException {
      begin("X", name, thread);
      time("ts", from);
      time("dur", Math.max(0, to - from));
    }

    /** Opens an event of a thread's track, which the caller ends. */
    private void begin(String phase, String name, int thread) throws IOException {
      json.writeStartObject();
      json.writeStringField("ph", phase);
      json.writeStringField("name", name);
      json.writeNumberField("pid", base + processOf.getOrDefault(thread, thread));
      json.writeNumberField("tid", base + thread);
    }

    private void args(String field, String value) throws IOException {
      json.writeObjectFieldStart("args");
      json.writeStringField(field, value);
      json.writeEndObject();
      json.writeEndObject();
    }

    /** Nanoseconds as microseconds. */
    private void time(String field, long nanos) throws IOException {
      json.writeFieldName(field);
      json.writeNumber(BigDecimal.valueOf(nanos, 3).stripTrailingZeros().toPlainString());
    }
  }
}
