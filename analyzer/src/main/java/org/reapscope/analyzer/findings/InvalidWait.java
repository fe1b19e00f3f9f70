package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;

/**
 * A wait that no child could have answered: wrong arguments (semantics D.1), a child whose exit
 * signal asks for {@code __WCLONE}, or a live process that is not the caller's child.
 *
 * <p>Once may be a probe for what the kernel can do, a note; the same again is a warning.
 */
final class InvalidWait implements Detector {
  private final Map<Key, Row> rows = new LinkedHashMap<>();

  /** One process and one way to fail. */
  private record Key(ThreadGroup process, String shape, String why) {}

  /** The first such call and how many there were. */
  private static final class Row {
    final Finding.Party party;
    final Asking first;
    final Finding.@Nullable Child child;
    final String why;
    final boolean refused;
    int calls;

    Row(
        Finding.Party party,
        Asking first,
        Finding.@Nullable Child child,
        String why,
        boolean refused) {
      this.party = party;
      this.first = first;
      this.child = child;
      this.why = why;
      this.refused = refused;
    }
  }

  @Override
  public void waited(JudgedWait wait) {
    String why = why(wait);
    if (why == null) {
      return;
    }
    RecordedWait call = wait.call();
    TracedTask caller = wait.caller();
    ThreadGroup process = caller.task().group();
    String shape = call.call().name() + call.idType() + '/' + call.call().options();
    rows.computeIfAbsent(new Key(process, shape, why), k -> row(wait, process, why)).calls++;
  }

  private static Row row(JudgedWait wait, ThreadGroup process, String why) {
    TracedTask caller = wait.caller();
    TracedTask target = wait.target();
    return new Row(
        new Finding.Party(process.pid(), caller.comm()),
        Asking.of(wait),
        target == null ? null : child(target, wait.call()),
        why,
        wait.failedWith(Errno.ECHILD));
  }

  /** The process that a focused wait named, under the number it used. */
  private static Finding.Child child(TracedTask target, RecordedWait call) {
    int number = call.idType() == RecordedWait.P_PID ? (int) call.id() : target.tid();
    return new Finding.Child(
        number, target.comm(), target.spawnLine(), target.exitLine(), Words.status(target));
  }

  private static @Nullable String why(JudgedWait wait) {
    if (wait.failedWith(Errno.EINVAL)) {
      return "its arguments are not allowed together (EINVAL)";
    }
    if (wait.failedWith(Errno.ESRCH)) {
      return "this number cannot name a process group (ESRCH)";
    }
    if (wait.failedWith(Errno.EBADF)) {
      return "the descriptor is no pidfd (EBADF)";
    }
    return wait.failedWith(Errno.ECHILD) ? whyNoChild(wait) : null;
  }

  private static @Nullable String whyNoChild(JudgedWait wait) {
    TracedTask target = wait.target();
    if (wait.evidence() != Evidence.EXACT || !wait.call().isFocused()) {
      return null;
    }
    if (target == null || target.task().state() == Task.State.DEAD) {
      return null;
    }
    Task caller = wait.caller().task();
    Task parent = target.task().realParent();
    if (target.task().group() == caller.group() || parent == null) {
      return null;
    }
    if (parent.group() != caller.group()) {
      boolean wasMine =
          target.wasReparented()
              || target.isFromBefore()
              || wait.caller().isFromBefore()
              || wait.call().has(WaitOptions.WNOTHREAD)
              || (target.creator() != null && target.creator().task().group() == caller.group());
      return wasMine ? null : "the process is not a child of the caller (ECHILD)";
    }
    boolean clone = target.task().exitSignal() != Signals.SIGCHLD;
    boolean all = wait.call().has(WaitOptions.WALL);
    if (all || clone == wait.call().has(WaitOptions.WCLONE)) {
      return null;
    }
    return clone
        ? "the child does not signal SIGCHLD, which takes __WCLONE or __WALL (ECHILD)"
        : "the child signals SIGCHLD, and __WCLONE asks only for those that do not (ECHILD)";
  }

  @Override
  public List<Finding> findings(Coverage coverage) {
    List<Finding> found = new ArrayList<>();
    for (Row row : rows.values()) {
      if (row.child == null || !row.refused || coverage.showsFamilies()) {
        found.add(finding(row));
      }
    }
    return found;
  }

  private static Finding finding(Row row) {
    return new Finding(
        FindingRule.INVALID_WAIT.id(),
        row.calls > 1 ? Severity.WARNING : Severity.NOTE,
        "exact",
        Words.who(row.first.caller())
            + " called "
            + row.first.call().words()
            + " at line "
            + row.first.line()
            + ", which can only fail: "
            + row.why
            + (row.calls > 1 ? ". The process did so " + row.calls + " times" : ""),
        row.party,
        row.child,
        null,
        row.first.victim(row.refused ? "ECHILD" : "none"),
        new Finding.UnderFlag("unchanged", "The call fails before any child is looked at."));
  }
}
