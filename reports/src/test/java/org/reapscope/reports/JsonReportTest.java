package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The document holds every field of the published contract, with a value of the same kind. */
final class JsonReportTest {
  /** The contract as published; fields may be added to it, none may go. */
  private static final String CONTRACT =
      """
      {"schema":"reapscope/1","tool":{"name":"reapscope","version":"…"},"command":"audit",
       "semantics":"linux","mark":"none",
       "traces":[{
         "name":"…","format":"strace","lines":0,"events":0,
         "unparsed":{"lines":0,"samples":[{"line":0,"text":"…","why":"…"}]},
         "lost":0,"complete":true,
         "processes":{"created":0,"threads":0,"exited":0,"reaped":0,"autoreaped":0,
           "reparented":0,"zombiesAtEnd":0,"aliveAtEnd":0},
         "waits":{"total":0,"exact":0,"inferred":0,"unknown":0,"contradicted":0,
           "generic":0,"focused":0,"reaping":0,"empty":0,"echild":0,"interrupted":0,
           "tasksScanned":0,"rules":{}},
         "contradictions":[{"line":0,"pid":0,"call":"…","recorded":"15","replayed":"0",
           "why":"…"}],
         "findings":[{"rule":"misreap","severity":"error","evidence":"exact","message":"…",
            "process":{"pid":0,"comm":"…"},
            "child":{"pid":0,"comm":"…","spawnLine":0,"exitLine":0,"status":"exited 3"},
            "stealer":{"tid":0,"line":0,"time":0.0,"call":"…"},
            "victim":{"tid":0,"line":0,"call":"…","symptom":"ECHILD"},
            "underFlag":{"outcome":"fixed","note":"…"}}],
         "polling":[{"pid":0,"comm":"…","rounds":0,"calls":0,"wasted":0,"maxChildren":0,
            "secondsWasted":0.0,"nsPerChildPerRound":0.0,"callsUnderFlag":0}],
         "calls":[{"line":0,"tid":0,"time":0.0,"call":"…","recorded":"…","replayed":"…",
            "evidence":"exact","tasksScanned":0}]
       }]}
      """;

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void holdsEveryFieldOfTheContract() throws Exception {
    JsonNode document = document("replay");
    // Findings without a child come first in the fixture; the contract shows one with all parts.
    JsonNode trace = document.get("traces").get(0);
    ((ArrayNode) trace.get("findings")).remove(0);
    assertContains(mapper.readTree(CONTRACT), document, "");
  }

  @Test
  void holdsCallsForReplayOnly() throws Exception {
    assertThat(document("audit").at("/traces/0").has("calls")).isFalse();
    assertThat(document("cost").at("/traces/0").has("calls")).isFalse();
  }

  @Test
  void keepsTimesExactAndSaysNullWithoutClock() throws Exception {
    String text = Results.report(ReportFormat.JSON, "replay", Results.filledWith("x"));
    assertThat(text).contains("1795475800.123456");
    JsonNode trace = mapper.readTree(text).at("/traces/0");
    assertThat(trace.at("/findings/1/victim/time").isNull()).isTrue();
    assertThat(trace.at("/calls/1/time").isNull()).isTrue();
  }

  @Test
  void isOneDocumentForSeveralTraces() throws Exception {
    String text =
        Results.report(
            ReportFormat.JSON, "audit", Results.filledWith("a"), Results.filledWith("b"));
    JsonNode traces = mapper.readTree(text).get("traces");
    assertThat(traces).hasSize(2);
    assertThat(traces.get(1).get("name").asText()).isEqualTo("b");
  }

  private JsonNode document(String command) throws Exception {
    return mapper.readTree(Results.report(ReportFormat.JSON, command, Results.filledWith("word")));
  }

  private static void assertContains(JsonNode wanted, JsonNode found, String path) {
    assertThat(found.getNodeType()).as("kind of %s", path).isEqualTo(wanted.getNodeType());
    if (wanted.isArray()) {
      assertContains(wanted.get(0), found.get(0), path + "/0");
    }
    Iterator<Map.Entry<String, JsonNode>> fields = wanted.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      assertThat(found.has(field.getKey())).as("%s/%s", path, field.getKey()).isTrue();
      assertContains(field.getValue(), found.get(field.getKey()), path + "/" + field.getKey());
    }
  }
}
