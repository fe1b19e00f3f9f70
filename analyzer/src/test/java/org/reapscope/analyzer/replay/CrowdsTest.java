package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.traces.Traces;

/**
 * Logs in which ten thousand of something meet ten thousand of something else take about as long as
 * their lines: where each asked each, every one of these would take many minutes.
 */
final class CrowdsTest {
  private static final int MANY = 10_000;
  private static final int PROCESS = 5;
  private static final int THREAD = 100_000;
  private static final int CHILD = 200_000;
  private static final Duration BOUND = Duration.ofSeconds(100);
  private static final String EXITED = "[{WIFEXITED(s) && WEXITSTATUS(s) == 0}]";

  @TempDir Path folder;

  private final StringBuilder log = new StringBuilder();

  private void line(int tid, String text) {
    log.append(tid).append(' ').append(text).append('\n');
  }

  private void thread(int number) {
    line(PROCESS, "clone(child_stack=0x7f, flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD) = " + number);
  }

  private void fork(int by, int number) {
    line(by, "clone(child_stack=NULL, flags=SIGCHLD) = " + number);
  }

  private TraceResult audit() throws IOException {
    Path file = folder.resolve("log.strace");
    Files.writeString(file, log);
    return assertTimeoutPreemptively(
        BOUND,
        () -> {
          Analysis analysis = new Analysis(AnalysisOptions.plain());
          return analysis.finish("log", Traces.open("strace:" + file).read(analysis));
        });
  }

  private static void exact(TraceResult result, long waits) {
    assertThat(result.contradictions()).isEmpty();
    assertThat(result.waits().exact()).isEqualTo(waits);
  }

  @Test
  void threadsThatSleepWhileChildrenDie() throws IOException {
    sleep("-1", false);
    exact(audit(), MANY);
  }

  @Test
  void threadsThatEachSleepForTheirOwnChild() throws IOException {
    sleep("", false);
    exact(audit(), MANY);
  }

  /** Nothing is shared where every thread has a child: the looks have a bound. */
  @Test
  void threadsWithChildrenThatSleepForAny() throws IOException {
    sleep("-1", true);
    assertThat(audit().waits().total()).isEqualTo(MANY);
  }

  private void sleep(String whom, boolean byThreads) {
    line(PROCESS, "execve(\"/bin/x\", [\"x\"], 0x7ffc /* 1 var */) = 0");
    for (int i = 0; i < MANY; i++) {
      thread(THREAD + i);
    }
    for (int i = 0; i < MANY; i++) {
      fork(byThreads ? THREAD + i : PROCESS, CHILD + i);
    }
    for (int i = 0; i < MANY; i++) {
      line(
          THREAD + i,
          "wait4(" + (whom.isEmpty() ? "" + (CHILD + i) : whom) + ",  <unfinished ...>");
    }
    for (int i = 0; i < MANY; i++) {
      line(CHILD + i, "+++ exited with 0 +++");
      line(THREAD + i, "<... wait4 resumed>" + EXITED + ", 0, NULL) = " + (CHILD + i));
    }
  }

  @Test
  void threadsThatReapEachOthersChildren() throws IOException {
    line(PROCESS, "execve(\"/bin/x\", [\"x\"], 0x7ffc /* 1 var */) = 0");
    for (int i = 0; i < MANY; i++) {
      thread(THREAD + i);
    }
    for (int i = 0; i < MANY; i++) {
      fork(THREAD + i, CHILD + i);
    }
    for (int i = 0; i < MANY; i++) {
      line(CHILD + i, "+++ exited with 0 +++");
      line(THREAD + i * 7919 % MANY, "wait4(-1, " + EXITED + ", 0, NULL) = " + (CHILD + i));
    }
    exact(audit(), MANY);
  }

  @Test
  void stoppedChildrenThatNobodyAsksFor() throws IOException {
    line(PROCESS, "execve(\"/bin/x\", [\"x\"], 0x7ffc /* 1 var */) = 0");
    for (int i = 0; i < MANY; i++) {
      fork(PROCESS, CHILD + i);
      line(CHILD + i, "--- stopped by SIGSTOP ---");
    }
    for (int i = 0; i < MANY; i++) {
      line(PROCESS, "wait4(-1, 0x7ffc, WNOHANG, NULL) = 0");
    }
    exact(audit(), MANY);
  }

  @Test
  void processGroupsSignalledOneByOne() throws IOException {
    line(PROCESS, "execve(\"/bin/x\", [\"x\"], 0x7ffc /* 1 var */) = 0");
    for (int i = 0; i < MANY; i++) {
      fork(PROCESS, CHILD + i);
      line(PROCESS, "setpgid(" + (CHILD + i) + ", " + (CHILD + i) + ") = 0");
    }
    for (int i = 0; i < MANY; i++) {
      line(PROCESS, "kill(-" + (CHILD + i) + ", SIGKILL) = 0");
      line(CHILD + i, "+++ killed by SIGKILL +++");
      line(
          PROCESS,
          "wait4(-"
              + (CHILD + i)
              + ", [{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}], 0, NULL) = "
              + (CHILD + i));
    }
    exact(audit(), MANY);
  }

  /** Each child has a copy of its parent's descriptors: fifty million in all. */
  @Test
  void childrenForkedBesideOpenPidfds() throws IOException {
    line(PROCESS, "execve(\"/bin/x\", [\"x\"], 0x7ffc /* 1 var */) = 0");
    for (int i = 0; i < MANY; i++) {
      fork(PROCESS, CHILD + i);
      line(PROCESS, "pidfd_open(" + (CHILD + i) + ", 0) = " + (10 + i));
    }
    for (int i = 0; i < MANY; i++) {
      line(CHILD + i, "+++ exited with 0 +++");
      line(
          PROCESS,
          "waitid(P_PIDFD, "
              + (10 + i)
              + ", {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid="
              + (CHILD + i)
              + ", si_uid=0, si_status=0, si_utime=0, si_stime=0}, WEXITED, NULL) = 0");
    }
    exact(audit(), MANY);
  }
}
