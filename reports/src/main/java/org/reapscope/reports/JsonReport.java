package org.reapscope.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.fleet.Group;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Contradiction;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.Processes;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.traces.Diagnostic;
import org.reapscope.traces.TraceFacts;

/**
 * The machine-readable document of a run, schema {@code reapscope/1}: fields may be added, none is
 * renamed. Times are seconds on the log's own clock, null where it has none.
 */
public final class JsonReport implements Report {
  private static final Set<String> CALLS_FOR = Set.of("replay", "report");
  private static final Set<String> COST_FOR = Set.of("cost", "report");

  private final JsonGenerator json;
  private final Run run;
  private final Map<String, String> failures = new LinkedHashMap<>();
  private List<Group> summary = List.of();

  /** Writes the document's head. */
  public JsonReport(Run run, Writer out) throws IOException {
    this.run = run;
    this.json = generator(out);
    json.writeStartObject();
    json.writeStringField("schema", "reapscope/1");
    json.writeObjectFieldStart("tool");
    json.writeStringField("name", "reapscope");
    json.writeStringField("version", run.version());
    json.writeEndObject();
    json.writeStringField("command", run.command());
    json.writeStringField("semantics", run.semantics());
    json.writeStringField("mark", Sanitizer.name(run.mark()));
    json.writeArrayFieldStart("traces");
  }

  /** A generator for JSON that people may read too: one field a line, newline is {@code \n}. */
  static JsonGenerator generator(Writer out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.setPrettyPrinter(
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
    // The writer is the caller's: a report may be one part of what is written there.
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    return json;
  }

  @Override
  public void add(TraceResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", Sanitizer.text(result.name()));
    facts(result.facts());
    json.writeStringField("verdict", Sanitizer.text(result.verdict()));
    strings("visibility", result.visibility());
    processes(result.processes());
    waits(result.waits());
    json.writeArrayFieldStart("contradictions");
    for (Contradiction one : result.contradictions()) {
      contradiction(one);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
    for (Finding one : result.findings()) {
      finding(one);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("polling");
    for (Polling one : result.polling()) {
      polling(one);
    }
    json.writeEndArray();
    new JsonWhatIf(json).write(result);
    if (COST_FOR.contains(run.command())) {
      new CostJson(json).write(result.cost());
    }
    if (CALLS_FOR.contains(run.command())) {
      json.writeArrayFieldStart("calls");
      for (CallRow one : result.calls()) {
        call(one);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  @Override
  public void failed(String name, String why) {
    failures.put(Sanitizer.text(name), Sanitizer.text(why));
  }

  @Override
  public void summary(List<Group> groups) {
    summary = groups;
  }

  @Override
  public void end() throws IOException {
    json.writeEndArray();
    json.writeArrayFieldStart("summary");
    for (Group group : summary) {
      group(group);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("failures");
    for (Map.Entry<String, String> failure : failures.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", failure.getKey());
      json.writeStringField("why", failure.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void facts(TraceFacts facts) throws IOException {
    json.writeStringField("format", facts.format());
    json.writeStringField("dialect", Sanitizer.text(facts.dialect()));
    json.writeStringField("clock", Sanitizer.name(facts.clock()));
    json.writeNumberField("lines", facts.lines());
    json.writeNumberField("events", facts.events());
    json.writeObjectFieldStart("unparsed");
    json.writeNumberField("lines", facts.unparsed());
    json.writeArrayFieldStart("samples");
    for (Diagnostic sample : facts.samples()) {
      json.writeStartObject();
      json.writeNumberField("line", sample.line());
      json.writeStringField("text", Sanitizer.text(sample.text()));
      json.writeStringField("why", Sanitizer.text(sample.why()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeNumberField("lost", facts.lost());
    json.writeBooleanField("complete", facts.complete());
    strings("notes", facts.notes());
  }

  private void strings(String field, List<String> values) throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(Sanitizer.text(value));
    }
    json.writeEndArray();
  }

  private void processes(Processes counts) throws IOException {
    json.writeObjectFieldStart("processes");
    json.writeNumberField("created", counts.created());
    json.writeNumberField("threads", counts.threads());
    json.writeNumberField("exited", counts.exited());
    json.writeNumberField("reaped", counts.reaped());
    json.writeNumberField("autoreaped", counts.autoreaped());
    json.writeNumberField("reparented", counts.reparented());
    json.writeNumberField("zombiesAtEnd", counts.zombiesAtEnd());
    json.writeNumberField("aliveAtEnd", counts.aliveAtEnd());
    json.writeEndObject();
  }

  private void waits(WaitTotals waits) throws IOException {
    json.writeObjectFieldStart("waits");
    json.writeNumberField("total", waits.total());
    json.writeNumberField("exact", waits.exact());
    json.writeNumberField("inferred", waits.inferred());
    json.writeNumberField("unknown", waits.unknown());
    json.writeNumberField("contradicted", waits.contradicted());
    json.writeNumberField("generic", waits.generic());
    json.writeNumberField("focused", waits.focused());
    json.writeNumberField("reaping", waits.reaping());
    json.writeNumberField("empty", waits.empty());
    json.writeNumberField("echild", waits.echild());
    json.writeNumberField("interrupted", waits.interrupted());
    json.writeNumberField("tasksScanned", waits.tasksScanned());
    json.writeObjectFieldStart("rules");
    for (Map.Entry<String, Long> rule : waits.rules().entrySet()) {
      json.writeNumberField(Sanitizer.name(rule.getKey()), rule.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void contradiction(Contradiction one) throws IOException {
    json.writeStartObject();
    json.writeNumberField("line", one.line());
    json.writeNumberField("pid", one.pid());
    json.writeStringField("call", Sanitizer.text(one.call()));
    json.writeStringField("recorded", Sanitizer.text(one.recorded()));
    json.writeStringField("replayed", Sanitizer.text(one.replayed()));
    json.writeStringField("why", Sanitizer.text(one.why()));
    json.writeEndObject();
  }

  private void finding(Finding one) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", one.rule());
    json.writeStringField("severity", one.severity().word());
    json.writeStringField("evidence", one.evidence());
    json.writeStringField("message", Sanitizer.text(one.message()));
    json.writeObjectFieldStart("process");
    json.writeNumberField("pid", one.process().pid());
    json.writeStringField("comm", Sanitizer.name(one.process().comm()));
    json.writeEndObject();
    child(one.child());
    Finding.Act stealer = one.stealer();
    if (stealer == null) {
      json.writeNullField("stealer");
    } else {
      act("stealer", stealer.tid(), stealer.line(), stealer.time(), stealer.call());
      json.writeEndObject();
    }
    Finding.Victim victim = one.victim();
    if (victim == null) {
      json.writeNullField("victim");
    } else {
      act("victim", victim.tid(), victim.line(), victim.time(), victim.call());
      json.writeStringField("symptom", Sanitizer.name(victim.symptom()));
      json.writeEndObject();
    }
    Finding.UnderFlag flag = one.underFlag();
    if (flag == null) {
      json.writeNullField("underFlag");
    } else {
      json.writeObjectFieldStart("underFlag");
      json.writeStringField("outcome", flag.outcome());
      json.writeStringField("note", Sanitizer.text(flag.note()));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void child(Finding.@Nullable Child child) throws IOException {
    if (child == null) {
      json.writeNullField("child");
      return;
    }
    json.writeObjectFieldStart("child");
    json.writeNumberField("pid", child.pid());
    json.writeStringField("comm", Sanitizer.name(child.comm()));
    json.writeNumberField("spawnLine", child.spawnLine());
    json.writeNumberField("exitLine", child.exitLine());
    json.writeStringField("status", Sanitizer.name(child.status()));
    json.writeEndObject();
  }

  /** Opens the object of one wait call, which the caller ends. */
  private void act(String field, int tid, long line, long time, String call) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("tid", tid);
    json.writeNumberField("line", line);
    time(time);
    json.writeStringField("call", Sanitizer.text(call));
  }

  private void time(long nanos) throws IOException {
    if (Times.known(nanos)) {
      json.writeFieldName("time");
      json.writeNumber(Times.decimal(nanos));
    } else {
      json.writeNullField("time");
    }
  }

  private void group(Group one) throws IOException {
    json.writeStartObject();
    json.writeStringField("by", Sanitizer.name(one.by()));
    json.writeStringField("name", Sanitizer.name(one.name()));
    json.writeNumberField("traces", one.traces());
    json.writeNumberField("failed", one.failed());
    json.writeNumberField("waits", one.waits());
    json.writeNumberField("contradicted", one.contradicted());
    json.writeNumberField("reaped", one.reaped());
    json.writeNumberField("misreaps", one.misreaps());
    json.writeNumberField("misreapsPerMillion", one.misreapsPerMillion());
    json.writeNumberField("leaks", one.leaks());
    json.writeNumberField("wastedPolls", one.wastedPolls());
    json.writeNumberField("pollsSaved", one.pollsSaved());
    json.writeEndObject();
  }

  private void polling(Polling one) throws IOException {
    json.writeStartObject();
    json.writeNumberField("pid", one.pid());
    json.writeStringField("comm", Sanitizer.name(one.comm()));
    json.writeNumberField("rounds", one.rounds());
    json.writeNumberField("calls", one.calls());
    json.writeNumberField("wasted", one.wasted());
    json.writeNumberField("maxChildren", one.maxChildren());
    json.writeNumberField("secondsWasted", one.secondsWasted());
    json.writeNumberField("nsPerChildPerRound", one.nsPerChildPerRound());
    json.writeNumberField("callsUnderFlag", one.callsUnderFlag());
    json.writeEndObject();
  }

  private void call(CallRow one) throws IOException {
    json.writeStartObject();
    json.writeNumberField("line", one.line());
    json.writeNumberField("tid", one.tid());
    time(one.time());
    json.writeStringField("call", Sanitizer.text(one.call()));
    json.writeStringField("recorded", Sanitizer.text(one.recorded()));
    json.writeStringField("replayed", Sanitizer.text(one.replayed()));
    json.writeStringField("evidence", one.evidence().word());
    json.writeStringField("rule", Sanitizer.name(one.rule()));
    json.writeNumberField("tasksScanned", one.tasksScanned());
    json.writeEndObject();
  }
}
