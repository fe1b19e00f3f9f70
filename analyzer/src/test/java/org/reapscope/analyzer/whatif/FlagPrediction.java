package org.reapscope.analyzer.whatif;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.Observers;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.Replay;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Outcome;

/**
 * Predicts from a run without the flag what each wait gives with it, and holds that against a run
 * of the same seed on a kernel with the flag.
 *
 * <p>The runs have other pids and another schedule, so tasks are named by their place in the tree
 * ("0.2.1": the second child's first), and a wait is compared only while its task's waits have been
 * the same calls so far. Two waits met the same schedule when the caller, in the same process
 * group, had the same children, in the same states and groups and with the same exit signals, both
 * when it began and when it ended. Then they have to agree; all others are counted apart.
 */
final class FlagPrediction {
  private static final String PLAIN = ".plain.strace.gz";
  private static final String FLAG = ".flag.strace.gz";

  /** One wait: what was asked, the caller's children before and after, what came back. */
  record Wait(String call, String before, String after, String result) {}

  /** Counts of compared waits. */
  static final class Score {
    long same;
    long agreed;
    long otherSchedule;
    long agreedAnyway;
    long seeds;
    final List<String> differences = new ArrayList<>();

    private void add(Score seed) {
      seeds++;
      same += seed.same;
      agreed += seed.agreed;
      otherSchedule += seed.otherSchedule;
      agreedAnyway += seed.agreedAnyway;
      differences.addAll(seed.differences);
    }

    @Override
    public String toString() {
      return seeds
          + " seeds; same schedule: "
          + same
          + " waits, "
          + agreed
          + " agreed; other schedule: "
          + otherSchedule
          + " waits, "
          + agreedAnyway
          + " agreed all the same";
    }
  }

  /** One run read: waits by task, and which processes were made with the flag. */
  private static final class Run implements ReplayObserver {
    /** The number that a result begins with, or that a call names. */
    private static final Pattern PID =
        Pattern.compile("^(|wait\\w+\\(-?|waitid\\(P_PG?ID, )(\\d{2,9})\\b");

    final Map<TracedTask, String> names = new IdentityHashMap<>();
    final Map<Integer, String> byPid = new HashMap<>();
    final Map<String, Integer> born = new HashMap<>();
    final Map<String, List<Wait>> waits = new TreeMap<>();
    final Map<Long, String> nameOfLine = new HashMap<>();
    final Map<Long, Wait> byLine = new HashMap<>();
    final Set<String> flagged = new TreeSet<>();
    private final Map<TracedTask, String> before = new IdentityHashMap<>();
    @Nullable Mirror mirror;
    Replay replay;

    @Override
    public void born(TracedTask child, boolean thread) {
      TracedTask creator = child.creator();
      String parent = creator == null ? "" : names.getOrDefault(creator, "?");
      int number = born.merge(parent, 1, Integer::sum);
      String name = parent + (thread ? "t" : ".") + number;
      names.put(child, name);
      byPid.put(child.tid(), name);
      nameOfLine.put(child.spawnLine(), name);
      Call.Spawn spawn = child.spawn();
      boolean keepsBit = spawn != null && spawn.name().equals("clone3");
      if (!thread && keepsBit && (spawn.flags() & CloneFlags.WAIT_PIDFD) != 0) {
        flagged.add(name);
      }
    }

    @Override
    public void waiting(TracedTask caller, RecordedWait wait) {
      before.put(caller, children(caller));
    }

    @Override
    public void waited(JudgedWait wait) {
      Outcome.State state = wait.end().outcome().state();
      if (state != Outcome.State.RETURNED && state != Outcome.State.FAILED) {
        return;
      }
      String name = names.getOrDefault(wait.caller(), "?");
      Wait one =
          new Wait(
              translated(wait.call().words()),
              before.getOrDefault(wait.caller(), ""),
              children(wait.caller()),
              translated(wait.recorded()));
      waits.computeIfAbsent(name, key -> new ArrayList<>()).add(one);
      byLine.put(wait.end().line(), one);
    }

    /** The caller's children and their states, as the kernel that answers has them. */
    private String children(TracedTask caller) {
      Set<String> states = new TreeSet<>();
      Mirror other = mirror;
      Task task = other == null ? caller.task() : other.imageOf(caller.task());
      states.add("in " + group(task));
      for (Task thread : task.group().threads()) {
        for (Task child : thread.children()) {
          states.add(
              byPid.getOrDefault(child.tid(), "?")
                  + child.state()
                  + (child.isAlive() ? 0 : child.exitStatusOfProcess())
                  + child.group().isMarked()
                  + child.exitSignal()
                  + " in "
                  + group(child));
        }
      }
      return states.toString();
    }

    private String group(Task task) {
      int number = task.group().processGroup().number();
      return byPid.getOrDefault(number, String.valueOf(number));
    }

    /** A call or a result with its pid replaced by the process's place in the tree. */
    String translated(String words) {
      Matcher pid = PID.matcher(words);
      if (words.contains("P_PIDFD") || !pid.find()) {
        return words;
      }
      String name = byPid.get(Integer.parseInt(pid.group(2)));
      return name == null
          ? words
          : words.substring(0, pid.start(2)) + "<" + name + ">" + words.substring(pid.end(2));
    }
  }

  private FlagPrediction() {}

  static Score compare(Path plain, Path flag) throws IOException {
    Run flagged = new Run();
    read(flag, flagged, "wait-pidfd", MarkPolicy.recorded(CloneFlags.WAIT_PIDFD), null);
    Run first = new Run();
    read(plain, first, "linux", MarkPolicy.NONE, null);
    Set<Long> lines = new HashSet<>();
    first.nameOfLine.forEach(
        (line, name) -> {
          if (flagged.flagged.contains(name)) {
            lines.add(line);
          }
        });
    Run second = new Run();
    List<CallRow> rows =
        read(
            plain, second, "linux", MarkPolicy.NONE, (c, tid, spawn, line) -> lines.contains(line));
    Map<String, List<Wait>> predicted = new TreeMap<>();
    for (CallRow row : rows) {
      Wait recorded = second.byLine.get(row.line());
      String name = second.byPid.get(row.tid());
      if (recorded != null && name != null && !row.replayed().equals("not made")) {
        predicted
            .computeIfAbsent(name, key -> new ArrayList<>())
            .add(
                new Wait(
                    recorded.call,
                    recorded.before,
                    recorded.after,
                    second.translated(row.replayed())));
      }
    }
    Score score = new Score();
    predicted.forEach(
        (name, list) -> count(name, list, flagged.waits.getOrDefault(name, List.of()), score));
    return score;
  }

  private static void count(String name, List<Wait> ours, List<Wait> theirs, Score score) {
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      Wait mine = ours.get(i);
      Wait real = theirs.get(i);
      if (!mine.call.equals(real.call)) {
        return;
      }
      boolean agrees = mine.result.equals(real.result);
      // Stops are not mirrored, and a timer interrupts where it likes: both are the schedule's.
      boolean timing =
          (mine.result + real.result).matches("(?s).*(stopped|continued|EINTR|blocks).*");
      boolean same = !timing && mine.before.equals(real.before) && mine.after.equals(real.after);
      if (!same) {
        score.otherSchedule++;
        score.agreedAnyway += agrees ? 1 : 0;
      } else {
        score.same++;
        score.agreed += agrees ? 1 : 0;
        if (!agrees) {
          score.differences.add(name + " wait " + i + ": " + mine + " but " + real);
        }
      }
    }
  }

  private static List<CallRow> read(
      Path log, Run run, String semantics, MarkPolicy marks, @Nullable MarkPolicy what)
      throws IOException {
    Rehearsal rehearsal = new Rehearsal();
    // The second kernel is told first, so that the run sees it as it is after each event.
    List<ReplayObserver> observers = what == null ? List.of(run) : List.of(rehearsal, run);
    run.replay = new Replay(Profiles.byName(semantics), marks, new Observers(observers));
    ClosedLoop loop = null;
    if (what != null) {
      rehearsal.follow(run.replay.world());
      loop = rehearsal.under(Profiles.byName("wait-pidfd"), what, "as flagged", true);
      run.mirror = loop.mirror();
    }
    Traces.open(log.toString()).read(run.replay);
    run.replay.finish();
    return loop == null ? List.of() : loop.calls();
  }

  /** All seeds of a folder: NAME.plain.strace.gz beside NAME.flag.strace.gz. */
  static Score ofFolder(Path folder) throws IOException {
    Score all = new Score();
    List<Path> plain;
    try (Stream<Path> files = Files.list(folder)) {
      plain = files.filter(each -> each.toString().endsWith(PLAIN)).sorted().toList();
    }
    for (Path one : plain) {
      String name = one.getFileName().toString();
      Path other = one.resolveSibling(name.substring(0, name.length() - PLAIN.length()) + FLAG);
      if (Files.exists(other)) {
        all.add(compare(one, other));
      }
    }
    return all;
  }
}
