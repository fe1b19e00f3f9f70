package org.reapscope.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.ChildOutcome;
import org.reapscope.analyzer.result.Plan;
import org.reapscope.analyzer.result.PlanRow;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WhatIf;

/** The parts of the JSON document that tell of a run played on under another rule. */
final class JsonWhatIf {
  private final JsonGenerator json;

  JsonWhatIf(JsonGenerator json) {
    this.json = json;
  }

  /** Writes what the result holds of it; nothing when nothing was asked for. */
  void write(TraceResult result) throws IOException {
    WhatIf one = result.whatIf();
    if (one != null) {
      json.writeFieldName("whatIf");
      whatIf(one, true);
    }
    if (!result.comparison().isEmpty()) {
      json.writeArrayFieldStart("comparison");
      for (WhatIf each : result.comparison()) {
        whatIf(each, false);
      }
      json.writeEndArray();
    }
    plan(result.plan());
  }

  private void whatIf(WhatIf one, boolean children) throws IOException {
    json.writeStartObject();
    json.writeStringField("semantics", Sanitizer.name(one.semantics()));
    json.writeStringField("mark", Sanitizer.name(one.mark()));
    json.writeNumberField("marked", one.marked());
    json.writeNumberField("fixed", one.fixed());
    json.writeNumberField("unchanged", one.unchanged());
    json.writeNumberField("improved", one.improved());
    json.writeNumberField("leaks", one.leaks());
    json.writeNumberField("hangs", one.hangs());
    json.writeNumberField("alive", one.alive());
    json.writeNumberField("misreaps", one.misreaps());
    json.writeNumberField("stuck", one.stuck());
    json.writeNumberField("spins", one.spins());
    json.writeNumberField("callsRecorded", one.callsRecorded());
    json.writeNumberField("callsPlayed", one.callsPlayed());
    json.writeNumberField("different", one.different());
    json.writeNumberField("tasksScanned", one.tasksScanned());
    if (children) {
      json.writeArrayFieldStart("children");
      for (ChildOutcome child : one.children()) {
        child(child);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void child(ChildOutcome one) throws IOException {
    json.writeStartObject();
    json.writeNumberField("pid", one.pid());
    json.writeStringField("comm", Sanitizer.name(one.comm()));
    json.writeNumberField("spawnLine", one.spawnLine());
    json.writeObjectFieldStart("parent");
    json.writeNumberField("pid", one.parent().pid());
    json.writeStringField("comm", Sanitizer.name(one.parent().comm()));
    json.writeEndObject();
    json.writeStringField("collectedBy", Sanitizer.text(one.collectedBy()));
    json.writeStringField("outcome", one.outcome().word());
    json.writeStringField("evidence", one.evidence());
    json.writeStringField("note", Sanitizer.text(one.note()));
    json.writeEndObject();
  }

  private void plan(@Nullable Plan plan) throws IOException {
    if (plan == null) {
      return;
    }
    json.writeObjectFieldStart("plan");
    json.writeArrayFieldStart("sites");
    for (PlanRow row : plan.rows()) {
      row(row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("programs");
    for (Plan.ProgramVerdict one : plan.programs()) {
      json.writeStartObject();
      json.writeStringField("program", Sanitizer.name(one.program()));
      json.writeStringField("verdict", Sanitizer.text(one.verdict()));
      json.writeStringField("why", Sanitizer.text(one.why()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("exact", plan.exact());
    json.writeNumberField("bound", plan.bound());
    json.writeFieldName("proof");
    whatIf(plan.proof(), true);
    json.writeEndObject();
  }

  private void row(PlanRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("program", Sanitizer.name(row.program()));
    json.writeStringField("thread", Sanitizer.name(row.thread()));
    json.writeStringField("call", Sanitizer.text(row.call()));
    json.writeStringField("site", Sanitizer.text(row.site()));
    json.writeStringField("child", Sanitizer.name(row.child()));
    json.writeNumberField("children", row.children());
    json.writeNumberField("example", row.example());
    json.writeNumberField("misreaped", row.misreaped());
    json.writeStringField("collected", Sanitizer.text(row.collected()));
    json.writeBooleanField("mark", row.mark());
    json.writeObjectFieldStart("ifMarked");
    json.writeNumberField("fixed", row.ifMarked().fixed());
    json.writeNumberField("unchanged", row.ifMarked().unchanged());
    json.writeNumberField("improved", row.ifMarked().improved());
    json.writeNumberField("leaks", row.ifMarked().leaks());
    json.writeNumberField("hangs", row.ifMarked().hangs());
    json.writeEndObject();
    json.writeStringField("change", Sanitizer.text(row.change()));
    json.writeStringField("saves", Sanitizer.text(row.saves()));
    json.writeStringField("today", Sanitizer.text(row.today()));
    json.writeEndObject();
  }
}
