package org.reapscope.reports.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Life;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.Times;

/**
 * Lays a result out for the page's timeline: processes, waits and thefts as rows of numbers. Times
 * are microseconds since the first one, null where the log has none; lines are 0 where it has none.
 */
final class TimelineBuilder {
  private final TraceResult result;
  private final List<Finding> shown;
  private final long lines;
  private final long origin;
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<Long, Integer> findingAt = new HashMap<>();
  private final Map<Integer, Integer> findingOf = new HashMap<>();

  /** Prepares the timeline of {@code result}; {@code shown} are the findings to mark in it. */
  TimelineBuilder(TraceResult result, List<Finding> shown) {
    this.result = result;
    this.shown = shown;
    this.lines =
        Math.max(
            Math.max(1, result.facts().lines()),
            result.calls().stream().mapToLong(CallRow::line).max().orElse(0));
    this.origin = origin(result);
  }

  /** The clock's first reading among the moments shown, or {@code NO_TIME}. */
  private static long origin(TraceResult result) {
    long first = Long.MAX_VALUE;
    for (CallRow call : result.calls()) {
      first = earlier(earlier(first, call.startTime()), call.time());
    }
    for (Life life : result.lives()) {
      first = earlier(earlier(first, life.spawnTime()), life.exitTime());
    }
    return first == Long.MAX_VALUE ? Long.MIN_VALUE : first;
  }

  private static long earlier(long first, long time) {
    return Times.known(time) ? Math.min(first, time) : first;
  }

  /** Microseconds of a moment as the script counts them, null where the log has no time for it. */
  private @Nullable Long micros(long time) {
    return Times.known(time) && Times.known(origin) ? (time - origin) / 1000 : null;
  }

  /** The timeline under the anchor {@code id}; findings are named {@code prefix} and a number. */
  TimelineView build(String id, String prefix) throws IOException {
    Set<Integer> threads = new HashSet<>();
    Set<Integer> children = new HashSet<>();
    for (int i = 0; i < shown.size(); i++) {
      note(shown.get(i), i, threads, children);
    }
    Rows rows = new Rows(result, threads, children, lines);
    List<Span> spans = new Spans(result.calls(), lines, findingAt.keySet()).all();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("lines", lines);
      json.writeStringField("prefix", prefix);
      json.writeStringField("origin", Times.known(origin) ? Times.decimal(origin) : "");
      rows(json, rows);
      waits(json, spans, rows);
      lives(json, rows);
      thefts(json, rows);
      crowd(json);
      json.writeArrayFieldStart("texts");
      for (String one : texts.keySet()) {
        json.writeString(one);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return new TimelineView(id, text.toString(), rows.all().size(), omitted(rows, spans));
  }

  private void note(Finding one, int number, Set<Integer> threads, Set<Integer> children) {
    threads.add(one.process().pid());
    Finding.Act stealer = one.stealer();
    if (stealer != null) {
      threads.add(stealer.tid());
      findingAt.putIfAbsent(stealer.line(), number);
    }
    Finding.Victim victim = one.victim();
    if (victim != null) {
      threads.add(victim.tid());
      findingAt.putIfAbsent(victim.line(), number);
    }
    Finding.Child child = one.child();
    if (child != null) {
      children.add(child.pid());
      findingOf.putIfAbsent(child.pid(), number);
    }
  }

  private static void rows(JsonGenerator json, Rows rows) throws IOException {
    json.writeArrayFieldStart("rows");
    for (Rows.Row row : rows.all()) {
      json.writeStartArray();
      json.writeString(row.label());
      json.writeNumber(row.first() ? 1 : 0);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** row, kind, first line, last line, start, end, call, result, how many, finding or -1. */
  private void waits(JsonGenerator json, List<Span> spans, Rows rows) throws IOException {
    json.writeArrayFieldStart("waits");
    for (Span span : spans) {
      Integer row = rows.threads().get(span.thread);
      if (row != null) {
        json.writeStartArray();
        json.writeNumber(row);
        json.writeNumber(span.kind.ordinal());
        json.writeNumber(span.startLine);
        json.writeNumber(span.endLine);
        number(json, micros(span.first.startTime()));
        number(json, micros(span.endTime));
        json.writeNumber(text(span.first.call()));
        json.writeNumber(text(span.first.recorded()));
        json.writeNumber(span.count);
        json.writeNumber(span.count == 1 ? findingAt.getOrDefault(span.endLine, -1) : -1);
        json.writeEndArray();
      }
    }
    json.writeEndArray();
  }

  /** row, pid, name, status, then lines and times of birth, death and reaping, reaper, finding. */
  private void lives(JsonGenerator json, Rows rows) throws IOException {
    json.writeArrayFieldStart("lives");
    for (Map.Entry<Life, Integer> entry : rows.lives().entrySet()) {
      Life life = entry.getKey();
      json.writeStartArray();
      json.writeNumber(entry.getValue());
      json.writeNumber(life.pid());
      json.writeNumber(text(life.comm()));
      json.writeNumber(text(life.status()));
      json.writeNumber(life.spawnLine());
      number(json, micros(life.spawnTime()));
      json.writeNumber(life.exitLine());
      number(json, micros(life.exitTime()));
      json.writeNumber(life.reapLine());
      number(json, micros(life.reapTime()));
      json.writeNumber(life.autoreaped() ? -1 : life.reaper());
      json.writeNumber(findingOf.getOrDefault(life.pid(), -1));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** finding, stealer's row, line, time, victim's row, line, time; rows -1 where not shown. */
  private void thefts(JsonGenerator json, Rows rows) throws IOException {
    json.writeArrayFieldStart("thefts");
    for (int i = 0; i < shown.size(); i++) {
      Finding.Act stealer = shown.get(i).stealer();
      if (stealer == null || stealer.line() == 0) {
        continue;
      }
      Finding.Victim victim = shown.get(i).victim();
      json.writeStartArray();
      json.writeNumber(i);
      json.writeNumber(rows.threads().getOrDefault(stealer.tid(), -1));
      json.writeNumber(stealer.line());
      number(json, micros(stealer.time()));
      json.writeNumber(victim == null ? -1 : rows.threads().getOrDefault(victim.tid(), -1));
      json.writeNumber(victim == null ? 0 : victim.line());
      number(json, victim == null ? null : micros(victim.time()));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** line, time, alive, dead. */
  private void crowd(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("crowd");
    for (Crowd.Count count : Crowd.of(result.lives(), lines)) {
      json.writeStartArray();
      json.writeNumber(count.line());
      number(json, micros(count.time()));
      json.writeNumber(count.live());
      json.writeNumber(count.dead());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, @Nullable Long value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  private int text(String raw) {
    return texts.computeIfAbsent(Sanitizer.clean(raw, 80), any -> texts.size());
  }

  private List<String> omitted(Rows rows, List<Span> spans) {
    List<String> sentences = new ArrayList<>();
    long drawn = spans.stream().mapToLong(span -> span.count).sum();
    long merged = drawn - spans.size();
    if (merged > 0) {
      sentences.add(Times.count(merged) + " wait calls are drawn as one with an equal neighbour.");
    }
    if (drawn < result.calls().size()) {
      sentences.add(Times.count(result.calls().size() - drawn) + " wait calls are left out.");
    }
    if (rows.livesLeftOut() > 0) {
      sentences.add(Times.count(rows.livesLeftOut()) + " children are left out.");
    }
    if (rows.threadsLeftOut() > 0) {
      sentences.add(Times.count(rows.threadsLeftOut()) + " threads that wait are left out.");
    }
    return sentences;
  }
}
