package org.reapscope.benchmarks;

import java.util.function.Consumer;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskSeen;

/**
 * The log of a supervisor whose number of living children stays the same: again and again one child
 * dies, a waitall reaps it, another is forked, and two polls find nothing, one focused and one for
 * any child. Three waits a round; the results are those that Linux gives.
 */
final class Reaping {
  /** Wait calls a round. */
  static final int WAITS_A_ROUND = 3;

  private static final int SUPERVISOR = 2;
  private static final int FIRST_CHILD = 10;
  private static final long SIGCHLD = 17;

  private final int living;
  private final Consumer<ProcessEvent> log;
  private final int[] children;
  private long line = 1;
  private int next = FIRST_CHILD;
  private int place;

  Reaping(int living, Consumer<ProcessEvent> log) {
    this.living = living;
    this.log = log;
    this.children = new int[living];
  }

  /** The supervisor starts and forks the children. */
  void begin() {
    log.accept(new TaskSeen(line, line, SUPERVISOR, 0));
    for (int i = 0; i < living; i++) {
      children[i] = fork();
    }
  }

  /** Some rounds of one death, one birth and three waits. */
  void rounds(int count) {
    for (int i = 0; i < count; i++) {
      // A stride that is coprime to the sizes in use: the dead stand anywhere in the list.
      place = (place + 7919) % living;
      int dead = children[place];
      log.accept(
          new TaskExited(
              ++line, line, dead, ChildReport.Kind.EXITED, 0, TaskExited.GroupDead.UNSHOWN));
      poll(-1, dead);
      children[place] = fork();
      poll(children[(place + living / 2) % living], 0);
      poll(-1, 0);
    }
  }

  private int fork() {
    int child = next++;
    returned(new Call.Spawn("clone", 0, true, (int) SIGCHLD, -1, null), child);
    log.accept(new TaskSeen(++line, line, child, 0));
    return child;
  }

  private void poll(int pid, int found) {
    ChildReport report =
        found == 0 ? null : new ChildReport(found, ChildReport.Kind.EXITED, 0);
    returned(
        new Call.Wait(
            "wait4",
            -1,
            pid,
            0,
            WaitOptions.WNOHANG,
            Call.Wait.Descriptor.UNSHOWN,
            0,
            report,
            true,
            null),
        found);
  }

  private void returned(Call call, int value) {
    line++;
    log.accept(
        new CallReturned(line, line, SUPERVISOR, line, line, 0, call, Outcome.returned(value)));
  }
}
