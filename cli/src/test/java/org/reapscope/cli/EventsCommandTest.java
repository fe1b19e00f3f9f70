package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event once, a fork before its child's first word, and nothing that acts. */
final class EventsCommandTest {
  private static final String FORK_SPLIT =
      """
      10 1795475800.000001 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>
      11 1795475800.000002 setsid() = 11
      10 1795475800.000003 <... clone resumed>, child_tidptr=0x7f0) = 11 <0.000002>
      10 1795475800.000004 wait4(-1,  <unfinished ...>
      11 1795475800.000005 exit_group(3) = ?
      11 1795475800.000006 +++ exited with 3 +++
      10 1795475800.000007 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 11
      10 1795475800.000008 wait4(-1,  <unfinished ...>
      """;

  @TempDir private Path folder;

  @Test
  void forkStandsBeforeTheChildAndEveryOtherCallAtItsEnd() throws IOException {
    List<JsonNode> rows = rows("events", "--format", "json", log(FORK_SPLIT));
    assertThat(rows)
        .extracting(row -> row.path("tid").asInt() + " " + row.path("event").asText())
        .containsExactly(
            "10 seen",
            "10 spawn",
            "11 seen",
            "11 group",
            "11 exit",
            "11 died",
            "10 wait",
            "10 wait");
    JsonNode fork = rows.get(1);
    assertThat(fork.path("line").asInt()).isEqualTo(3);
    assertThat(fork.path("startLine").asInt()).isEqualTo(1);
    assertThat(fork.path("other").asInt()).isEqualTo(11);
    assertThat(fork.path("startTime").decimalValue()).isEqualByComparingTo("1795475800.000001");
    assertThat(fork.path("duration").decimalValue()).isEqualByComparingTo("0.000002");
    assertThat(rows.get(6).path("result").asText()).isEqualTo("11 exited 3");
    assertThat(rows.get(7).path("result").asText()).isEqualTo("no end in the log");
  }

  @Test
  void tableHasOneHeaderAndTheSameRows() throws IOException {
    String file = log(FORK_SPLIT);
    List<String> table = RunResult.of("events", file, file).out().lines().toList();
    assertThat(table.get(0))
        .isEqualTo(
            "trace,line,time,tid,event,call,result,other,detail,startLine,startTime,duration");
    assertThat(table).hasSize(1 + 2 * 8);
    assertThat(table.get(3)).isEqualTo(file + ",2,1795475800.000002,11,seen,,,,,,,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tini_pid1_clean/strace.log.gz",
        "strace/nginx-attach.strace.gz",
        "strace/glib-ff",
        "ftrace/go-reaper.ftrace.gz",
        "perf/glib-10.perftrace.gz"
      })
  void countsAreTheRows(String sample) throws IOException {
    Map<String, Long> counted = new TreeMap<>();
    rows("events", "--format", "json", RunResult.sample(sample))
        .forEach(row -> counted.merge(row.path("event").asText(), 1L, Long::sum));
    assertThat(counted).isNotEmpty();
    JsonNode told = rows("events", "--count", "--format", "json", RunResult.sample(sample)).get(0);
    Map<String, Long> counts = new TreeMap<>();
    told.path("counts")
        .fields()
        .forEachRemaining(e -> counts.put(e.getKey(), e.getValue().asLong()));
    assertThat(counts).isEqualTo(counted);
    assertThat(told.path("events").asLong())
        .isEqualTo(counted.values().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void everyWaitThatEndsInTheLogIsThere() throws IOException {
    Path sample = Path.of(RunResult.sample("tini_pid1_clean/strace.log.gz"));
    String text;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(sample))) {
      text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    long ended =
        text.lines().filter(line -> line.matches(".*(wait4|waitid)( resumed>|\\().* = .*")).count();
    assertThat(ended).isPositive();
    assertThat(rows("events", "--format", "json", sample.toString()))
        .filteredOn(row -> row.path("event").asText().equals("wait"))
        .hasSize((int) ended);
  }

  @Test
  void saysWhatItCannotReadAndGoesOn() throws IOException {
    RunResult run = RunResult.of("events", "--count", "missing.strace", log(FORK_SPLIT));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("missing.strace");
    assertThat(run.out()).contains(",wait,2");
    String odd = log(FORK_SPLIT + "10 1795475800.000009 wait4(((((\n");
    assertThat(RunResult.of("events", odd).code()).isZero();
    assertThat(RunResult.of("events", "--strict", odd).code()).isEqualTo(3);
    assertThat(RunResult.of("events", odd).err()).contains("1 lines not understood", "line 9");
  }

  @Test
  void textOutOfTheLogCannotAct() throws IOException {
    String file =
        log("10<=cmd\u001b[2J> 1795475800.000001 execve(\"/bin/\\33[2J\", [\"x\"], 0x7ff) = 0\n");
    for (String format : new String[] {"csv", "json"}) {
      assertThat(RunResult.of("events", "--format", format, file).out())
          .doesNotContain("\u001b")
          .doesNotContain(",=cmd");
    }
  }

  private String log(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "run", ".strace"), text).toString();
  }

  private static List<JsonNode> rows(String... args) throws IOException {
    RunResult run = RunResult.of(args);
    assertThat(run.code()).as(run.err()).isZero();
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> rows = new java.util.ArrayList<>();
    for (String line : run.out().lines().toList()) {
      rows.add(mapper.readTree(line));
    }
    return rows;
  }
}
