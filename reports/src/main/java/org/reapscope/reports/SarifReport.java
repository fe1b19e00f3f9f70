package org.reapscope.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;

/** SARIF 2.1.0: findings as results located in the trace file's lines. */
public final class SarifReport implements Report {
  private final JsonGenerator json;
  private final List<String> failures = new ArrayList<>();

  /** Writes the log's head and the rules. */
  public SarifReport(Run run, Writer out) throws IOException {
    json = JsonReport.generator(out);
    json.writeStartObject();
    json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "reapscope");
    json.writeStringField("version", run.version());
    json.writeArrayFieldStart("rules");
    for (Rule rule : Rule.values()) {
      json.writeStartObject();
      json.writeStringField("id", rule.id());
      message("shortDescription", rule.summary() + ".");
      // No helpUri: help comes with the log, and no page needs to be reachable.
      json.writeObjectFieldStart("help");
      json.writeStringField("text", Remedy.of(rule.id()));
      json.writeStringField("markdown", "**What to change.** " + Remedy.of(rule.id()) + "\n");
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeArrayFieldStart("results");
  }

  @Override
  public void add(TraceResult result) throws IOException {
    for (Finding one : Findings.mostSeriousFirst(result.findings())) {
      json.writeStartObject();
      json.writeStringField("ruleId", one.rule());
      int index = Rule.indexOf(one.rule());
      if (index >= 0) {
        json.writeNumberField("ruleIndex", index);
      }
      json.writeStringField("level", one.severity().word());
      message("message", literal(one.message()));
      json.writeArrayFieldStart("locations");
      location(result, Findings.line(one), null);
      json.writeEndArray();
      related(result, one);
      json.writeObjectFieldStart("partialFingerprints");
      json.writeStringField("reapscope/v1", Fingerprint.of(one));
      json.writeEndObject();
      json.writeObjectFieldStart("properties");
      json.writeStringField("evidence", one.evidence());
      Finding.UnderFlag flag = one.underFlag();
      if (flag != null) {
        json.writeStringField("underFlag", flag.outcome());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  @Override
  public void failed(String name, String why) {
    failures.add(why);
  }

  @Override
  public void end() throws IOException {
    json.writeEndArray();
    invocation();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  /** Whether every trace could be analysed, and why those could not that were not. */
  private void invocation() throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", failures.isEmpty());
    json.writeArrayFieldStart("toolExecutionNotifications");
    for (String why : failures) {
      json.writeStartObject();
      json.writeStringField("level", "error");
      message("message", literal(why));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void related(TraceResult trace, Finding one) throws IOException {
    json.writeArrayFieldStart("relatedLocations");
    Finding.Child child = one.child();
    if (child != null && child.spawnLine() > 0) {
      location(trace, child.spawnLine(), "child " + child.pid() + " spawned");
    }
    if (child != null && child.exitLine() > 0) {
      location(trace, child.exitLine(), "child " + child.pid() + " died");
    }
    Finding.Victim victim = one.victim();
    if (victim != null && victim.line() > 0) {
      location(trace, victim.line(), victim.call() + " -> " + victim.symptom());
    }
    json.writeEndArray();
  }

  private void location(TraceResult trace, long line, @Nullable String what) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(trace.name()));
    json.writeEndObject();
    if (line > 0) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", line);
      String text = trace.quotes().get(line);
      if (text != null) {
        message("snippet", Sanitizer.text(text));
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    if (what != null) {
      message("message", literal(what));
    }
    json.writeEndObject();
  }

  private void message(String field, String text) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  /** A relative or absolute URI reference for a file name that may hold anything. */
  private static String uri(String trace) {
    try {
      String path = Sanitizer.text(trace);
      URI uri = new URI(path.startsWith("/") ? "file" : null, null, path, null);
      return uri.toASCIIString().replaceFirst("^file:/(?!/)", "file:///");
    } catch (URISyntaxException unusable) {
      return "trace";
    }
  }

  /** Text without the message syntax of SARIF, where [words](target) is a link. */
  private static String literal(String text) {
    return Sanitizer.text(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
  }
}
