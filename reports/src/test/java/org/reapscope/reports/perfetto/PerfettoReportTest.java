package org.reapscope.reports.perfetto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.ReportFormat;
import org.reapscope.reports.Results;

/** Trace events as the viewer wants them: named tracks, whole arrows, marked thefts. */
final class PerfettoReportTest {
  @Test
  void drawsAnArrowFromDeathToReapAndMarksTheTheft() throws IOException {
    TraceResult base = Results.filledWith("word");
    List<CallRow> calls = new ArrayList<>(base.calls());
    calls.add(call(11, 8, 1_100_000_000L, 1_300_000_000L, "15 exited 3"));
    JsonNode events =
        new ObjectMapper()
            .readTree(
                Results.report(ReportFormat.PERFETTO, "report", base.edit().calls(calls).done()))
            .path("traceEvents");

    List<JsonNode> starts = of(events, "s", "reaped");
    List<JsonNode> ends = of(events, "f", "reaped");
    assertThat(starts).hasSize(1);
    assertThat(starts.get(0).path("tid").asInt()).as("the child").isEqualTo(15);
    assertThat(starts.get(0).path("ts").decimalValue()).isEqualByComparingTo("200000");
    assertThat(ends.get(0).path("tid").asInt()).as("the reaper").isEqualTo(8);
    assertThat(ends.get(0).path("id")).isEqualTo(starts.get(0).path("id"));
    assertThat(ends.get(0).path("ts").decimalValue())
        .as("within the wait, which ends at 300 ms")
        .isEqualByComparingTo("299999.999");
    List<JsonNode> marks = of(events, "i", "misreap: word");
    assertThat(marks).hasSize(1);
    assertThat(marks.get(0).path("tid").asInt()).isEqualTo(8);
    assertThat(of(events, "X", "dead, not reaped")).hasSize(1);
    assertThat(of(events, "M", "thread_name")).hasSize(4);
  }

  @Test
  void keepsThePidsOfTwoTracesApart() throws IOException {
    JsonNode events =
        new ObjectMapper()
            .readTree(
                Results.report(
                    ReportFormat.PERFETTO,
                    "report",
                    Results.filledWith("a"),
                    Results.filledWith("b")))
            .path("traceEvents");
    assertThat(of(events, "M", "process_name").stream().map(e -> e.path("pid").asLong()))
        .doesNotHaveDuplicates()
        .contains(7L, 10_000_007L);
  }

  private static List<JsonNode> of(JsonNode events, String phase, String name) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode event : events) {
      if (event.path("ph").asText().equals(phase) && event.path("name").asText().equals(name)) {
        found.add(event);
      }
    }
    return found;
  }

  private static CallRow call(long line, int tid, long from, long to, String recorded) {
    return new CallRow(
        line,
        tid,
        to,
        "wait4(-1, 0)",
        recorded,
        recorded,
        Evidence.EXACT,
        "",
        1,
        7,
        line - 1,
        from,
        to - from,
        true,
        15);
  }
}
