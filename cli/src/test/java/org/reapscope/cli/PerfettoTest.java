package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trace events by {@code events} and by {@code audit}: a viewer shows them whole. */
final class PerfettoTest {
  private static final String STOLEN = "py_subprocess_reaper_thread/strace.log.zst";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        STOLEN,
        "findings/handler_popen.strace.zst",
        "strace/glib-ff",
        "ftrace/go-reaper.ftrace.gz",
        "perf/glib-10.perftrace.gz"
      })
  void aViewerShowsItWhole(String sample) throws IOException {
    String trace = RunResult.sample(sample);
    for (String[] command :
        new String[][] {
          {"events", "--format", "perfetto", trace},
          {"audit", "--fail-on", "none", "--format", "perfetto", trace}
        }) {
      RunResult run = RunResult.of(command);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(TraceEventRules.broken(run.out())).as(command[0]).isEmpty();
    }
  }

  @Test
  void theRulesRefuseACrossingAndALooseArrow() throws IOException {
    String head =
        """
        {"traceEvents":[{"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"a"}},
        {"ph":"X","name":"a","pid":1,"tid":1,"ts":1,"dur":5},
        """;
    String crossing = "{\"ph\":\"X\",\"name\":\"b\",\"pid\":1,\"tid\":1,\"ts\":3,\"dur\":5}]}";
    String loose = "{\"ph\":\"s\",\"name\":\"b\",\"pid\":1,\"tid\":1,\"ts\":9,\"id\":1}]}";
    assertThat(TraceEventRules.broken(head + crossing)).hasSize(1);
    assertThat(TraceEventRules.broken(head + loose)).hasSize(2);
  }

  /** What was stolen, by whom and from whom, is what the sample's README tells. */
  @Test
  void marksTheftsAndLeadsFromDeathToReap() throws IOException {
    List<JsonNode> events = events(RunResult.sample(STOLEN));
    List<JsonNode> marks = of(events, "i");
    assertThat(marks).hasSize(3);
    assertThat(marks)
        .allSatisfy(mark -> assertThat(mark.path("tid").asInt()).isEqualTo(22974))
        .allSatisfy(mark -> assertThat(mark.path("pid").asInt()).isEqualTo(22968));
    assertThat(named(of(events, "f"), "stolen from"))
        .hasSize(3)
        .allSatisfy(end -> assertThat(end.path("tid").asInt()).isEqualTo(22968));
    assertThat(named(of(events, "s"), "reaped"))
        .extracting(start -> start.path("tid").asInt())
        .containsExactly(22975, 23389, 23819);
    assertThat(named(of(events, "f"), "reaped"))
        .allSatisfy(end -> assertThat(end.path("tid").asInt()).isEqualTo(22974));
  }

  /** Each call of the log is a slice of the thread that made it, waits without an end too. */
  @Test
  void everyThreadHasItsCalls() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("run.strace"),
            """
            10 1795475800.000001 clone(child_stack=NULL, flags=SIGCHLD) = 11
            10 1795475800.000002 wait4(-1,  <unfinished ...>
            11 1795475800.000003 setsid() = 11
            11 1795475800.500000 kill(10, SIGUSR1) = 0
            """,
            StandardCharsets.UTF_8);
    List<JsonNode> events = events(log.toString());
    assertThat(of(events, "X"))
        .extracting(each -> each.path("tid").asInt() + " " + each.path("name").asText())
        .contains("11 setsid()", "11 kill(10, 10)", "10 wait4(-1)", "11 alive");
    JsonNode wait = named(of(events, "X"), "wait4(-1)").get(0);
    assertThat(wait.at("/args/recorded").asText()).isEqualTo("no end in the log");
    assertThat(wait.path("dur").asInt()).as("to the log's end").isEqualTo(499_998);
  }

  @Test
  void hasNoCounts() {
    RunResult run =
        RunResult.of("events", "--count", "--format", "perfetto", RunResult.sample(STOLEN));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--count", "csv or json");
  }

  private static List<JsonNode> events(String trace) throws IOException {
    RunResult run = RunResult.of("events", "--format", "perfetto", trace);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode events = new ObjectMapper().readTree(run.out()).path("traceEvents");
    return StreamSupport.stream(events.spliterator(), false).toList();
  }

  private static List<JsonNode> of(List<JsonNode> events, String phase) {
    return events.stream().filter(each -> each.path("ph").asText().equals(phase)).toList();
  }

  private static List<JsonNode> named(List<JsonNode> events, String name) {
    return events.stream().filter(each -> each.path("name").asText().equals(name)).toList();
  }
}
