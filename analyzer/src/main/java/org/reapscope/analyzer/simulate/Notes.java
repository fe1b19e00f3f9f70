package org.reapscope.analyzer.simulate;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.kernel.Considered;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;

/** The explanation, written while the script is played; writes nothing when not wanted. */
final class Notes {
  private final boolean wanted;
  private final List<String> lines = new ArrayList<>();

  Notes(boolean wanted) {
    this.wanted = wanted;
  }

  List<String> lines() {
    return lines;
  }

  void step(Step step) {
    if (wanted) {
      lines.add("step " + step.number() + ": " + step.text());
    }
  }

  void say(String what) {
    if (wanted) {
      lines.add("    " + what);
    }
  }

  void wakes(Cast cast, Task sleeper, boolean byChild) {
    say(
        cast.nameOf(sleeper)
            + (byChild
                ? " wakes up in its wait: the change may be what it waits for"
                : " wakes up in its wait: a signal came"));
  }

  /** What one pass looks at and what each candidate means to it. */
  void pass(Kernel kernel, Cast cast, int number, WaitRequest request) {
    if (!wanted) {
      return;
    }
    say(
        "pass "
            + number
            + ": "
            + cast.nameOf(request.caller())
            + " looks for "
            + sought(cast, request));
    List<Considered> met = kernel.explain(request);
    if (met.isEmpty()) {
      say("  nobody to consider" + whyNobody(request));
    }
    for (int from = 0; from < met.size(); ) {
      int to = from + 1;
      String verdict = verdict(met.get(from));
      while (to < met.size() && verdict(met.get(to)).equals(verdict)) {
        to++;
      }
      say("  " + place(from, to) + names(cast, met.subList(from, to)) + ": " + verdict);
      from = to;
    }
  }

  private static String place(int from, int to) {
    return to - from == 1 ? (from + 1) + ". " : (from + 1) + "-" + to + ". ";
  }

  private static String names(Cast cast, List<Considered> met) {
    String first = cast.nameOf(met.get(0).task());
    return met.size() == 1
        ? first
        : first + " to " + cast.nameOf(met.get(met.size() - 1).task()) + " (" + met.size() + ")";
  }

  private static String whyNobody(WaitRequest request) {
    ProcessGroup group = request.group();
    Task target = request.target();
    return switch (request.selector()) {
      case ANY -> ": it has no children";
      case GROUP ->
          group == null || !group.exists()
              ? ": there is no such process group, so nothing is scanned"
              : ": it has no children";
      case ONE ->
          target == null || target.state() == Task.State.DEAD
              ? ": nobody has that number any more"
              : ": that task exists, but is not a child of the caller";
    };
  }

  private static String sought(Cast cast, WaitRequest request) {
    String options =
        (request.has(WaitOptions.WALL) ? ", __WALL" : "")
            + (request.has(WaitOptions.WCLONE) ? ", __WCLONE" : "")
            + (request.has(WaitOptions.WNOTHREAD) ? ", only its own thread's" : "");
    Task target = request.target();
    ProcessGroup group = request.group();
    return switch (request.selector()) {
          case ANY -> "any child";
          case GROUP -> "any child in process group " + (group == null ? "?" : group.number());
          case ONE ->
              (target == null ? "a number nobody has" : cast.nameOf(target))
                  + (request.byPidfd() ? ", by pidfd" : ", by pid");
        }
        + options;
  }

  private static String verdict(Considered considered) {
    return state(considered.task())
        + (considered.asTracer() ? ", as tracee" : "")
        + " -> "
        + considered.verdict().reason();
  }

  private static String state(Task task) {
    ThreadGroup group = task.group();
    StringBuilder state = new StringBuilder();
    state.append(
        switch (task.state()) {
          case ALIVE -> group.awaitsItsNamespace() ? "dying pid 1 of a namespace" : "alive";
          case ZOMBIE -> group.isAlive() ? "dead leader with living threads" : "zombie";
          default -> "gone";
        });
    if (task.isAlive() && group.isStopped()) {
      state.append(", stopped").append(group.stopReport() == 0 ? " (reported)" : "");
    }
    if (group.isContinued()) {
      state.append(", continued");
    }
    if (group.isMarked()) {
      state.append(", marked");
    }
    if (task.isLeader() && task.exitSignal() != Signals.SIGCHLD) {
      state.append(", exit signal ").append(task.exitSignal());
    }
    if (task.tracer() != null) {
      state.append(", traced");
    }
    return state.toString();
  }
}
