package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Waits that share what they are answered are judged, counted and explained as if each had asked
 * alone, in logs of many threads that sleep, made at random and not always true.
 */
final class SharedWatchTest {
  private static final int PROCESS = 5;
  private static final String[] OPTIONS = {
    "0", "0", "0", "__WALL", "WUNTRACED", "WUNTRACED|WCONTINUED", "__WNOTHREAD", "WNOHANG"
  };

  @TempDir Path folder;

  private final StringBuilder log = new StringBuilder();

  /** Threads inside a wait, and the options that its end will show. */
  private final Map<Integer, String> asleep = new TreeMap<>();

  private final List<Integer> children = new ArrayList<>();
  private final List<Integer> zombies = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "linux, 1, 1",
    "linux, 1, 2",
    "linux, 1, 3",
    "linux, 1, 4",
    "linux, 3, 5",
    "linux, 3, 6",
    "linux-classic, 1, 7",
    "linux-classic, 3, 8",
    "wait-pidfd, 1, 9",
    "wait-pidfd, 3, 10"
  })
  void tellTheSameAsWaitsThatAskAlone(String profile, int forkers, long seed) throws IOException {
    write(forkers, new SplittableRandom(seed));
    Path file = folder.resolve("log.strace");
    Files.writeString(file, log);
    List<ProcessEvent> events = new ArrayList<>();
    Traces.open("strace:" + file).read(events::add);
    List<String> alone = judged(profile, events, new Looks(Integer.MAX_VALUE, Long.MAX_VALUE));
    assertThat(alone).hasSizeGreaterThan(300);
    for (int few : new int[] {0, 5}) {
      List<String> shared = judged(profile, events, new Looks(few, Long.MAX_VALUE));
      assertThat(shared).hasSameSizeAs(alone);
      for (int i = 0; i < alone.size(); i++) {
        assertThat(shared.get(i)).isEqualTo(alone.get(i));
      }
    }
  }

  private static List<String> judged(String profile, List<ProcessEvent> events, Looks looks) {
    List<String> judged = new ArrayList<>();
    ReplayObserver watcher =
        new ReplayObserver() {
          @Override
          public void waited(JudgedWait wait) {
            Task about = wait.answer().child();
            judged.add(
                "%d: %s, %s %s, %s by %s, %d scanned"
                    .formatted(
                        wait.end().line(),
                        wait.recorded(),
                        wait.answer().kind(),
                        about == null ? "" : about.tid(),
                        wait.evidence(),
                        wait.rule(),
                        wait.scanned()));
          }
        };
    Replay replay =
        new Replay(
            Profiles.byName(profile), MarkPolicy.NONE, watcher, UnaryOperator.identity(), looks);
    events.forEach(replay::accept);
    replay.finish();
    return judged;
  }

  private void write(int forkers, SplittableRandom random) {
    line(PROCESS, "execve(\"/bin/x\", [\"x\"], 0x7ffc /* 1 var */) = 0");
    int threads = 30;
    for (int tid = 100; tid < 100 + threads; tid++) {
      line(PROCESS, "clone(child_stack=0x7f, flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD) = " + tid);
    }
    int next = 1_000;
    for (int step = 0; step < 3_000; step++) {
      int thread = 100 + random.nextInt(threads);
      int what = random.nextInt(100);
      if (what < 20 && children.size() < 40) {
        int forker = PROCESS + (forkers == 1 ? 0 : 95 + random.nextInt(forkers));
        if (!asleep.containsKey(forker)) {
          line(forker, "clone(child_stack=NULL, flags=SIGCHLD) = " + next);
          children.add(next++);
        }
      } else if (what < 60 && !asleep.containsKey(thread)) {
        line(thread, "wait4(" + target(random) + ",  <unfinished ...>");
        asleep.put(thread, OPTIONS[random.nextInt(OPTIONS.length)]);
      } else if (what < 70 && !children.isEmpty()) {
        int child = children.remove(random.nextInt(children.size()));
        line(child, "+++ exited with 0 +++");
        zombies.add(child);
      } else if (what < 74 && !children.isEmpty()) {
        line(children.get(random.nextInt(children.size())), "--- stopped by SIGSTOP ---");
      } else if (what < 76 && !children.isEmpty()) {
        line(PROCESS, "kill(" + children.get(random.nextInt(children.size())) + ", SIGCONT) = 0");
      } else if (!asleep.isEmpty()) {
        wake(random);
      }
    }
  }

  private String target(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> "0";
      case 1 -> children.isEmpty() ? "-1" : "" + children.get(random.nextInt(children.size()));
      default -> "-1";
    };
  }

  private void wake(SplittableRandom random) {
    List<Integer> sleepers = List.copyOf(asleep.keySet());
    int thread = sleepers.get(random.nextInt(sleepers.size()));
    String options = asleep.remove(thread);
    String end = ", " + options + ", NULL) = ";
    if (!zombies.isEmpty() && random.nextInt(5) > 0) {
      int place = random.nextInt(3) == 0 ? random.nextInt(zombies.size()) : 0;
      int child = zombies.remove(place);
      line(thread, "<... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}]" + end + child);
    } else if (options.equals("WNOHANG")) {
      line(thread, "<... wait4 resumed>0x7ffc" + end + "0");
    } else {
      line(thread, "<... wait4 resumed>0x7ffc" + end + "-1 ECHILD (No child processes)");
    }
  }

  private void line(int tid, String text) {
    log.append(tid).append(' ').append(text).append('\n');
  }
}
