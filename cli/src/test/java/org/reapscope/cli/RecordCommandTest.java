package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** record, as a process that runs other ones. */
final class RecordCommandTest {
  /** Nine children, three at a time; what each shell reaps is known by its text. */
  private static final String PLAN =
      "for r in 1 2 3; do sleep 0.05 & sleep 0.05 & (exit 4) & wait; done; exit 7";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"strace", "ftrace"})
  void findsATheftInOneCommand(String tracer) throws Exception {
    Recorded.assume(tracer);
    Assumptions.assumeTrue(Recorded.runs("perl", "-e", "1"), "perl is here");
    Recorded run =
        Recorded.run(
            folder,
            "--audit",
            "--with",
            tracer,
            "-o",
            "run.log",
            "--",
            "perl",
            "-e",
            Recorded.THIEF);
    assertThat(run.out()).contains("1. error: misreap", "wait4(-1, 0)", "ECHILD");
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    run.leavesNothing();
  }

  @Test
  void bothTracersSeeTheSameTreeAndReaps() throws Exception {
    Recorded.assume("strace");
    Recorded.assume("ftrace");
    assertThat(recordedPlan("strace")).isEqualTo(recordedPlan("ftrace"));
  }

  @Test
  void bothTracersSeeEveryChildOfASupervisorInItsPlace() throws Exception {
    Recorded.assume("strace");
    Recorded.assume("ftrace");
    assertThat(supervised("strace")).isEqualTo(supervised("ftrace"));
  }

  /** Who started whom and who reaped whom, in order and without numbers, of a supervisor's run. */
  private String supervised(String tracer) throws Exception {
    // A worker, one that fails, and one with a child of its own, started again in every round.
    String plan =
        "for r in $(seq $0); do sleep 0.4 & (exit 4) & (sleep 0.1 & wait $!; exit 3) & wait; done";
    String rounds = RecordKillTest.EVERY ? "22" : "3";
    Path log = folder.resolve("supervisor." + tracer);
    Recorded run =
        Recorded.run(
            folder, "--with", tracer, "-o", log.toString(), "--", "sh", "-c", plan, rounds);
    assertThat(run.code()).as(run.err()).isZero();
    Map<Integer, Integer> parents = new HashMap<>();
    Map<Integer, List<Integer>> children = new TreeMap<>();
    Set<List<Integer>> reaps = new HashSet<>();
    ObjectMapper mapper = new ObjectMapper();
    for (String line :
        RunResult.of("events", "--format", "json", log.toString()).out().lines().toList()) {
      JsonNode event = mapper.readTree(line);
      int tid = event.path("tid").asInt();
      int other = event.path("other").asInt();
      if (event.path("event").asText().equals("spawn") && other > 0) {
        parents.put(other, tid);
        children.computeIfAbsent(tid, k -> new ArrayList<>()).add(other);
      } else if (event.path("event").asText().equals("wait") && other > 0) {
        reaps.add(List.of(tid, other));
      }
    }
    // seq, and three children with a grandchild in each round.
    assertThat(parents).hasSize(1 + 4 * Integer.parseInt(rounds));
    int root =
        children.keySet().stream().filter(pid -> !parents.containsKey(pid)).findFirst().orElse(0);
    return tree(root, children, reaps);
  }

  private static String tree(
      int pid, Map<Integer, List<Integer>> children, Set<List<Integer>> reaps) {
    StringBuilder text = new StringBuilder("(");
    for (int child : children.getOrDefault(pid, List.of())) {
      text.append(tree(child, children, reaps));
      text.append(reaps.contains(List.of(pid, child)) ? "reaped " : "left ");
    }
    return text.append(')').toString();
  }

  /** What the plan's text promises, as the audit counts it. */
  private TreeMap<String, Object> recordedPlan(String tracer) throws Exception {
    Path log = folder.resolve("plan." + tracer);
    Recorded run =
        Recorded.run(folder, "--with", tracer, "-o", log.toString(), "--", "sh", "-c", PLAN);
    assertThat(run.code()).as(run.err()).isEqualTo(7);
    JsonNode trace =
        new ObjectMapper()
            .readTree(RunResult.of("replay", "--format", "json", log.toString()).out())
            .path("traces")
            .path(0);
    assertThat(trace.path("processes").path("created").asInt()).isEqualTo(9 + 1);
    assertThat(trace.path("processes").path("reaped").asInt()).isEqualTo(9);
    assertThat(trace.path("waits").path("contradicted").asInt()).isZero();
    TreeMap<String, Object> counts = new TreeMap<>();
    counts.put("processes", trace.path("processes"));
    counts.put("reaping", trace.path("waits").path("reaping"));
    return counts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"strace", "strace.gz", "strace.zst", "ftrace", "ftrace.zst"})
  void givesTheProgramsStatusAndASidecar(String log) throws Exception {
    Recorded.assume(log);
    Recorded run =
        Recorded.run(
            folder, "--with", log.substring(0, 6), "-o", "a." + log, "--", "sh", "-c", "kill $$");
    assertThat(run.code()).as(run.err()).isEqualTo(128 + 15);
    JsonNode sidecar = new ObjectMapper().readTree(folder.resolve("a." + log + ".json").toFile());
    assertThat(sidecar.path("tracer").path("name").asText()).isEqualTo(log.substring(0, 6));
    assertThat(sidecar.path("kernel").path("release").asText())
        .isEqualTo(Recorded.read(Path.of("/proc/sys/kernel/osrelease")).strip());
    assertThat(sidecar.path("complete").asBoolean()).isTrue();
    assertThat(sidecar.path("lost").asInt(-1)).isZero();
    assertThat(RunResult.of("audit", folder.resolve("a." + log).toString()).code()).isZero();
    run.leavesNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"strace", "ftrace"})
  void letsARunningProcessGoOnAfterTheDuration(String tracer) throws Exception {
    Recorded.assume(tracer);
    Process sleeper =
        new ProcessBuilder("sh", "-c", "while :; do true & wait; sleep 0.05; done").start();
    try {
      Recorded run =
          Recorded.run(
              folder,
              "--with",
              tracer,
              "--duration",
              "0.5",
              "-o",
              "a.log",
              "-p",
              "" + sleeper.pid());
      assertThat(run.code()).as(run.err()).isZero();
      run.leavesNothing();
      assertThat(Recorded.read(Path.of("/proc/" + sleeper.pid() + "/status")))
          .contains("TracerPid:\t0")
          .doesNotContainPattern("State:\\s+[Tt]");
      assertThat(RunResult.of("audit", tracer + ":" + folder.resolve("a.log")).code()).isZero();
    } finally {
      sleeper.destroyForcibly();
    }
  }

  @Test
  void endsWhatItStartedAfterTheDuration() throws Exception {
    Recorded.assume("strace");
    Recorded run =
        Recorded.run(
            folder, "--duration", "0.5", "-o", "a.log", "--", "sh", "-c", "sleep 300 & wait");
    assertThat(run.code()).as(run.err()).isEqualTo(128 + 15);
    run.leavesNothing();
  }

  @Test
  void neverReplacesAFileUnasked() throws Exception {
    Recorded.assume("strace");
    Path log = Files.writeString(folder.resolve("a.log"), "precious");
    Recorded run = Recorded.run(folder, "-o", "a.log", "--", "true");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("a.log exists", "--force");
    assertThat(log).hasContent("precious");
    assertThat(Recorded.run(folder, "--force", "-o", "a.log", "--", "true").code()).isZero();
    assertThat(Files.readString(log)).contains("execve(");
  }

  @Test
  void refusesItselfAndWhatStartedIt() {
    long self = ProcessHandle.current().pid();
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    for (long pid : List.of(self, parent)) {
      RunResult run = RunResult.of("record", "-p", Long.toString(pid));
      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err()).contains("process " + pid, "another terminal");
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(RunResult.of("record", "--", "no-such-program").code()).isEqualTo(127);
    assertThat(RunResult.of("record", "--", "no-such-program").err())
        .contains("no-such-program: command not found");
    assertThat(RunResult.of("record", "-p", "4194303").err())
        .contains("there is no process 4194303");
    for (String[] args :
        new String[][] {
          {"record"},
          {"record", "-p", "0"},
          {"record", "-p", "1", "--", "true"},
          {"record", "--duration", "0", "--", "true"},
          {"record", "--buffer", "-1", "--", "true"},
          {"record", "-o", "-", "--", "true"}
        }) {
      RunResult run = RunResult.of(args);
      assertThat(run.code()).as(String.join(" ", args)).isEqualTo(2);
      assertThat(run.err()).hasLineCount(2);
    }
  }

  @Test
  void saysWhereALogCannotBeWritten() {
    assertThat(record("-o", folder.resolve("a.bz2").toString())).contains(".zst and .gz only");
    assertThat(record("-o", "/dev/full", "--force")).contains("/dev/full is no regular file");
    assertThat(record("-o", "/proc/log")).contains("cannot write /proc/log", "-o");
    assertThat(record("-o", "/missing/log")).contains("there is no folder /missing");
  }

  private static String record(String... options) {
    List<String> args = new ArrayList<>(List.of("record"));
    args.addAll(List.of(options));
    args.addAll(List.of("--", "true"));
    RunResult run = RunResult.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    return run.err();
  }

  @Test
  void tellsAProgramThatIsMissingFromOneThatMayNotRun() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "no program");
    RunResult run = RunResult.of("record", "--", text.toString());
    assertThat(run.code()).isEqualTo(126);
    assertThat(run.err()).contains("permission denied", "chmod +x");
    assertThat(RunResult.of("record", "--", folder.toString()).err()).contains("is a directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"strace", "ftrace"})
  void measuresWhatItCosts(String tracer) throws Exception {
    Recorded.assume(tracer);
    Recorded run =
        Recorded.run(
            folder,
            "--measure-overhead",
            "--with",
            tracer,
            "-o",
            "a.log",
            "--",
            "sh",
            "-c",
            "exit 3");
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.err())
        .containsPattern("what " + tracer + " costs here: .* without it, [0-9.]+ s with it")
        .containsPattern("that is [0-9]+ microseconds for each program");
    run.leavesNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"strace", "ftrace"})
  void printsACommandThatRecordsWithoutThisProgram(String tracer) throws Exception {
    Recorded.assume(tracer);
    Path log = folder.resolve("it's." + tracer);
    RunResult printed =
        RunResult.of(
            "record", "--print", "--with", tracer, "-o", log.toString(), "--", "sh", "-c", PLAN);
    assertThat(printed.code()).isZero();
    Path script = Files.writeString(folder.resolve("script"), printed.out());
    Process shell = new ProcessBuilder("sh", script.toString()).start();
    assertThat(shell.waitFor()).isEqualTo(7);
    RunResult audit = RunResult.of("audit", log.toString());
    assertThat(audit.code()).as(audit.err()).isZero();
    assertThat(audit.out()).contains("9 reaped");
  }
}
