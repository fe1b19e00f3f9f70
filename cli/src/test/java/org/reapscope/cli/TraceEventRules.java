package org.reapscope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a viewer asks of Chrome trace events, by the Trace Event Format document and by how Perfetto
 * imports them: it sorts by time, keeps what comes first in the file first, drops slices of one
 * track that cross, and ties the ends of an arrow to slices that are open there.
 */
final class TraceEventRules {
  private final List<JsonNode> events = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Deque<Slice>> open = new HashMap<>();
  private final Map<String, BigDecimal> arrows = new HashMap<>();
  private final Map<String, String> processOf = new HashMap<>();
  private final Set<String> named = new HashSet<>();

  private record Slice(BigDecimal from, BigDecimal to) {}

  private TraceEventRules(String document) throws IOException {
    new ObjectMapper()
        .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(document)
        .path("traceEvents")
        .forEach(events::add);
  }

  /** The sentences that a document breaks; empty for one that a viewer shows whole. */
  static List<String> broken(String document) throws IOException {
    TraceEventRules rules = new TraceEventRules(document);
    rules.read();
    return rules.broken;
  }

  private void read() {
    List<JsonNode> timed = new ArrayList<>();
    for (JsonNode event : events) {
      for (String field : new String[] {"ph", "name", "pid", "tid"}) {
        rule(event.hasNonNull(field), field + " is missing", event);
      }
      if (event.path("ph").asText().equals("M")) {
        rule(!event.at("/args/name").asText().isEmpty(), "a name is empty", event);
        named.add(event.path("name").asText() + track(event));
      } else {
        rule(event.path("ts").isNumber(), "ts is no number", event);
        rule(event.path("ts").decimalValue().signum() >= 0, "ts is negative", event);
        timed.add(event);
      }
    }
    timed.sort(Comparator.comparing(event -> event.path("ts").decimalValue()));
    timed.forEach(this::place);
    if (!arrows.isEmpty()) {
      broken.add("arrows without an end: " + arrows.keySet());
    }
  }

  private void place(JsonNode event) {
    String track = track(event);
    String process = event.path("pid").asText();
    String before = processOf.putIfAbsent(event.path("tid").asText(), process);
    rule(before == null || before.equals(process), "its thread is in two processes", event);
    rule(named.contains("thread_name" + track), "its track has no name", event);
    BigDecimal at = event.path("ts").decimalValue();
    Deque<Slice> stack = open.computeIfAbsent(track, key -> new ArrayDeque<>());
    switch (event.path("ph").asText()) {
      case "X" -> slice(event, stack, at, at.add(event.path("dur").decimalValue()));
      case "i" -> rule(event.path("s").asText().equals("t"), "a mark is not its thread's", event);
      case "s" -> {
        rule(arrows.put(arrow(event), at) == null, "an arrow begins twice", event);
        rule(inside(stack, at), "an arrow begins nowhere", event);
      }
      case "f" -> {
        BigDecimal from = arrows.remove(arrow(event));
        rule(from != null && from.compareTo(at) <= 0, "an arrow ends before it begins", event);
        rule(event.path("bp").asText().equals("e"), "an arrow ends at the next slice", event);
        rule(inside(stack, at), "an arrow ends nowhere", event);
      }
      default -> rule(false, "unknown phase", event);
    }
  }

  private void slice(JsonNode event, Deque<Slice> stack, BigDecimal from, BigDecimal to) {
    rule(event.path("dur").isNumber() && to.compareTo(from) >= 0, "no duration", event);
    while (!stack.isEmpty() && stack.peek().to().compareTo(from) <= 0) {
      stack.pop();
    }
    rule(
        stack.isEmpty() || to.compareTo(stack.peek().to()) <= 0,
        "crosses a slice that ends at " + (stack.isEmpty() ? "" : stack.peek().to()),
        event);
    stack.push(new Slice(from, to));
  }

  private static boolean inside(Deque<Slice> stack, BigDecimal at) {
    return stack.stream()
        .anyMatch(each -> each.from().compareTo(at) <= 0 && at.compareTo(each.to()) <= 0);
  }

  private static String arrow(JsonNode event) {
    return event.path("cat").asText() + "/" + event.path("name").asText() + event.path("id");
  }

  private static String track(JsonNode event) {
    return event.path("pid") + "/" + event.path("tid");
  }

  private void rule(boolean holds, String sentence, JsonNode event) {
    if (!holds) {
      broken.add(sentence + ": " + event);
    }
  }
}
