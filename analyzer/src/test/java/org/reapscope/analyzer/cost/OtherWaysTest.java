package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.result.Alternative;
import org.reapscope.analyzer.result.ReaperCost;

/**
 * Programs that wait otherwise for the deaths of a log make the calls, and have the kernel consider
 * the tasks, that a count by hand gives.
 *
 * <p>Process 100 has the children 101, 102 and 103, which it polls, and 104, which other code in it
 * waits for by a blocking call: in the drain's world 104 is marked. The kernel's list of children
 * is in the order of birth.
 */
final class OtherWaysTest {
  private final StringBuilder log = new StringBuilder();
  private final boolean[] gone = new boolean[3];
  private double at = 1;
  private List<Alternative> ways = List.of();

  @TempDir Path folder;

  @BeforeEach
  void createsFourChildrenAndLooksOnce() {
    for (int child = 101; child <= 104; child++) {
      line(100, "clone(child_stack=NULL, flags=SIGCHLD) = " + child + " <0.000100>");
    }
    line(100, "epoll_wait(3, [], 8, 10) = 0 <0.010000>");
    round(0);
  }

  private void line(int pid, String text) {
    at += 0.001;
    log.append(String.format(Locale.ROOT, "%d %.6f %s%n", pid, at, text));
  }

  private void falls() {
    line(100, "epoll_wait(3,  <unfinished ...>");
  }

  private void wakes() {
    line(100, "<... epoll_wait resumed>[{EPOLLIN, {u32=5, u64=5}}], 8, -1) = 1 <0.010000>");
  }

  private void dies(int child) {
    line(child, "exit_group(0) = ?");
    line(child, "+++ exited with 0 +++");
  }

  /** Asks after each child that the recorded program still has; these are dead. */
  private void round(int... dead) {
    for (int child = 101; child <= 103; child++) {
      if (!gone[child - 101]) {
        boolean found = Arrays.binarySearch(dead, child) >= 0;
        gone[child - 101] = found;
        line(
            100,
            found
                ? "wait4("
                    + child
                    + ", [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], WNOHANG, NULL) = "
                    + child
                    + " <0.000005>"
                : "wait4(" + child + ", 0x7ffc, WNOHANG, NULL) = 0 <0.000005>");
      }
    }
  }

  private Alternative way(String name) throws IOException {
    if (ways.isEmpty()) {
      falls();
      dies(104);
      wakes();
      line(100, "wait4(104, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 104 <0.000005>");
      Path file = Files.writeString(folder.resolve("log.strace"), log);
      ways = Samples.analysed(file).cost().processes().get(0).alternatives();
    }
    return ways.stream().filter(way -> way.name().equals(name)).findFirst().orElseThrow();
  }

  /** 103, 101 and 102 die while the loop sleeps, and each death wakes it. */
  private void oneByOne() {
    for (int child : new int[] {103, 101, 102}) {
      falls();
      dies(child);
      wakes();
      round(child);
    }
  }

  @Test
  void aPidfdLoopAsksOnceForEachDeath() throws IOException {
    oneByOne();
    Alternative pidfd = way("pidfd");
    assertThat(pidfd.waits()).isEqualTo(3);
    assertThat(pidfd.scanned()).isEqualTo(3);
    // 103 is third of four, 101 first of three, 102 first of two.
    assertThat(pidfd.scannedBefore513()).isEqualTo(3 + 1 + 1);
    // Three times epoll_ctl, epoll_wait and close.
    assertThat(pidfd.otherCalls()).isEqualTo(9);
  }

  @Test
  void aDrainWalksTheMarkedChildToo() throws IOException {
    oneByOne();
    Alternative drain = way("drain");
    assertThat(drain.waits()).isEqualTo(6);
    // Found at place 3, 1 and 1; then nothing among three, two and one.
    assertThat(drain.scanned()).isEqualTo(3 + 3 + 1 + 2 + 1 + 1);
    assertThat(drain.scannedBefore513()).isEqualTo(drain.scanned());
    assertThat(drain.otherCalls()).isZero();
  }

  @Test
  void autoreapedChildrenNeedNoWait() throws IOException {
    oneByOne();
    Alternative autoreap = way("autoreap");
    assertThat(autoreap.waits()).isZero();
    assertThat(autoreap.scanned()).isZero();
    // epoll_ctl, epoll_wait, ioctl and close.
    assertThat(autoreap.otherCalls()).isEqualTo(12);
  }

  /** 102 wakes the loop; 101 and 103 die while it is at work, and it finds both together. */
  @Test
  void deathsDuringTheWorkAreFoundTogether() throws IOException {
    falls();
    dies(102);
    wakes();
    round(102);
    dies(101);
    dies(103);
    falls();
    wakes();
    round(101, 103);
    Alternative pidfd = way("pidfd");
    assertThat(pidfd.waits()).isEqualTo(3);
    assertThat(pidfd.scannedBefore513()).isEqualTo(2 + 1 + 1);
    // Three times epoll_ctl and close, but two wake-ups.
    assertThat(pidfd.otherCalls()).isEqualTo(8);
    assertThat(way("drain").waits()).isEqualTo(3 + 2);
  }

  /** A child that its first look finds dead is as well the loop's own as any other. */
  @Test
  void aChildFoundDeadAtFirstSightCounts() throws IOException {
    line(100, "clone(child_stack=NULL, flags=SIGCHLD) = 105 <0.000100>");
    dies(105);
    line(
        100, "wait4(105, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], WNOHANG, NULL) = 105 <0.000005>");
    Alternative pidfd = way("pidfd");
    assertThat(pidfd.waits()).isEqualTo(1);
    // The fifth of five.
    assertThat(pidfd.scannedBefore513()).isEqualTo(5);
  }

  /** The program's own drain: its deaths too are the loop's. */
  @Test
  void drainedChildrenAreWaitedForByPidfd() throws IOException {
    falls();
    dies(101);
    dies(103);
    wakes();
    for (int child : new int[] {101, 103}) {
      line(
          100,
          "wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], WNOHANG, NULL) = "
              + child
              + " <0.000005>");
    }
    line(100, "wait4(-1, 0x7ffc, WNOHANG, NULL) = 0 <0.000005>");
    Alternative pidfd = way("pidfd");
    assertThat(pidfd.waits()).isEqualTo(2);
    assertThat(way("drain").waits()).isEqualTo(3);
  }

  /** Of a program that drains already, the drain that is played is the recorded one. */
  @ParameterizedTest
  @ValueSource(
      strings = {"tini_pid1_clean/strace.log.gz", "supervisord_pid1_orphans_clean/strace.log.zst"})
  void aDrainPlayedOnARecordedDrainIsTheSame(String recording) {
    ReaperCost drainer =
        Samples.analysed(Path.of("..", "traces", "samples").resolve(recording))
            .cost()
            .processes()
            .stream()
            .max(Comparator.comparingLong(one -> one.drains().calls()))
            .orElseThrow();
    assertThat(drainer.polls().calls()).isZero();
    assertThat(drainer.drains().answered()).isGreaterThan(1);
    Alternative drain =
        drainer.alternatives().stream().filter(way -> way.name().equals("drain")).findFirst().get();
    assertThat(drain.waits()).isEqualTo(drainer.drains().calls());
    assertThat(drain.scanned()).isEqualTo(drainer.drains().scanned());
  }
}
