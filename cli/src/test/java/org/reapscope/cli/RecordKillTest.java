package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever is killed, and by what: no tracing instance, no stopped process and no child is left
 * behind, and what was recorded can be audited.
 */
final class RecordKillTest {
  /** All 24 cases, with {@code -DargLine=-Dreapscope.everyKill=true}. */
  static final boolean EVERY = Boolean.getBoolean("reapscope.everyKill");

  private static final List<String> SIGNALS = List.of("INT", "TERM", "KILL");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"strace", "ftrace", "strace.zst"})
  void leavesNothingBehind(String log) throws Exception {
    Recorded.assume(log);
    List<String> victims =
        log.startsWith("strace")
            ? List.of("tool", "tracer", "program")
            : List.of("tool", "program");
    Map<String, Future<?>> cases = new LinkedHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (String victim : victims) {
        for (String signal : SIGNALS) {
          if (!EVERY && !telling(log, victim, signal)) {
            continue;
          }
          cases.put(victim + " " + signal, pool.submit(() -> killed(log, victim, signal)));
        }
      }
      for (Map.Entry<String, Future<?>> one : cases.entrySet()) {
        assertThat(one.getValue()).as(one.getKey()).succeedsWithin(Duration.ofMinutes(2));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** The cases that each take another way through the program; the rest takes minutes. */
  private static boolean telling(String log, String victim, String signal) {
    return signal.equals("KILL")
        ? !log.endsWith(".zst") || victim.equals("tool")
        : log.equals("strace") && victim.equals("tool");
  }

  private Void killed(String log, String victim, String signal) throws Exception {
    Path here = Files.createDirectory(folder.resolve(victim + "-" + signal));
    Path ready = here.resolve("ready");
    List<String> args = new ArrayList<>(List.of("--with", log.substring(0, 6), "-o", "run." + log));
    args.addAll(List.of("--", "sh", "-c", Recorded.SUPERVISOR, "sh", ready.toString()));
    Recorded recorded = Recorded.start(here, args.toArray(String[]::new));
    try {
      for (int i = 0; i < 300 && !Files.exists(ready); i++) {
        Thread.sleep(100);
      }
      assertThat(ready).as(recorded.err()).exists();
      written(here.resolve("run." + log));
      long tool = recorded.process().pid();
      Recorded.runs("kill", "-s", signal, Long.toString(find(recorded, victim)));
      if (victim.equals("tracer") && !signal.equals("KILL")) {
        // A tracer is deaf to it, so that the recording goes on.
        Thread.sleep(500);
        assertThat(recorded.process().isAlive()).isTrue();
        Recorded.runs("kill", "-s", "TERM", Long.toString(tool));
      }
      assertThat(recorded.code()).isGreaterThan(128);
      recorded.leavesNothing();
      RunResult audit =
          RunResult.of("audit", "--fail-on", "none", here.resolve("run." + log).toString());
      assertThat(audit.code()).as(audit.err()).isZero();
      assertThat(audit.out()).contains("Verdict");
      return null;
    } finally {
      recorded.clear();
    }
  }

  /** Waits until some of what was recorded stands in the file: nothing else can be kept. */
  private static void written(Path log) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      Thread.sleep(800);
      if (RunResult.of("audit", "--fail-on", "none", log.toString()).code() == 0) {
        return;
      }
    }
  }

  private static long find(Recorded recorded, String victim) throws Exception {
    long tool = recorded.process().pid();
    if (victim.equals("tool")) {
      return tool;
    }
    String name = victim.equals("tracer") ? "(strace)" : "(sh)";
    // The supervisor is the shell that has no shell for its parent; the guardian is no child of it.
    for (long pid : recorded.alive()) {
      String stat = Recorded.read(Path.of("/proc/" + pid + "/stat"));
      String line = Recorded.read(Path.of("/proc/" + pid + "/cmdline"));
      boolean named = stat.contains(name) && !line.contains("reapscope-guardian");
      long parent =
          ProcessHandle.of(pid).flatMap(ProcessHandle::parent).map(ProcessHandle::pid).orElse(0L);
      String above = Recorded.read(Path.of("/proc/" + parent + "/stat"));
      if (named && (victim.equals("tracer") || !above.contains("(sh)"))) {
        return pid;
      }
    }
    throw new AssertionError("no " + victim + " among " + recorded.alive());
  }
}
