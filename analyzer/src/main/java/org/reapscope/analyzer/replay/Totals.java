package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Contradiction;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Processes;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;

/** Counts what a replay shows: processes, waits by kind and evidence, contradictions. */
public final class Totals implements ReplayObserver {
  private static final int CONTRADICTIONS_KEPT = 1000;

  private final boolean keepCalls;
  private final List<CallRow> calls = new ArrayList<>();
  private final List<Contradiction> contradictions = new ArrayList<>();
  private final Map<Rule, Long> rules = new TreeMap<>();
  private final long[] byEvidence = new long[Evidence.values().length];
  private long generic;
  private long focused;
  private long reaping;
  private long empty;
  private long echild;
  private long interrupted;
  private long scanned;
  private long created;
  private long threads;
  private long exited;
  private long reaped;
  private long autoreaped;
  private long reparented;
  private long zombiesAtEnd;
  private long aliveAtEnd;

  /** {@code keepCalls}: whether to keep a row for every wait. */
  public Totals(boolean keepCalls) {
    this.keepCalls = keepCalls;
  }

  @Override
  public void born(TracedTask child, boolean thread) {
    if (thread) {
      threads++;
    } else {
      created++;
    }
  }

  @Override
  public void died(TracedTask leader) {
    exited++;
  }

  @Override
  public void released(TracedTask leader, boolean wasAutoreaped, long line) {
    if (wasAutoreaped) {
      autoreaped++;
    }
  }

  @Override
  public void reparented(TracedTask child, TracedTask newParent, long line) {
    reparented++;
  }

  @Override
  public void waited(JudgedWait wait) {
    Outcome outcome = wait.end().outcome();
    if (outcome.state() == Outcome.State.RESTART) {
      interrupted++;
      return;
    }
    byEvidence[wait.evidence().ordinal()]++;
    if (wait.rule() != null) {
      rules.merge(wait.rule(), 1L, Long::sum);
    }
    scanned += wait.scanned();
    if (wait.call().isGeneric()) {
      generic++;
    } else if (wait.call().isFocused()) {
      focused++;
    }
    count(wait, outcome);
    if (wait.evidence() == Evidence.CONTRADICTED && contradictions.size() < CONTRADICTIONS_KEPT) {
      contradictions.add(
          new Contradiction(
              wait.end().line(),
              wait.caller().tid(),
              wait.call().words(),
              wait.recorded(),
              wait.replayed(),
              "no order within the call's lines and no rule gives the recorded result"));
    }
    if (keepCalls) {
      calls.add(row(wait));
    }
  }

  private void count(JudgedWait wait, Outcome outcome) {
    ChildReport report = wait.call().call().report();
    if (wait.consumed()) {
      reaped++;
    }
    if (report != null) {
      reaping += wait.consumed() ? 1 : 0;
    } else if (outcome.ok()) {
      empty++;
    } else if (wait.failedWith(Errno.ECHILD)) {
      echild++;
    } else if (wait.failedWith(Errno.EINTR)) {
      interrupted++;
    }
  }

  /** A wait as a row of the result. */
  public static CallRow row(JudgedWait wait) {
    TracedTask child = wait.child();
    return new CallRow(
        wait.end().line(),
        wait.caller().tid(),
        wait.end().time(),
        wait.call().words(),
        wait.recorded(),
        wait.replayed(),
        wait.evidence(),
        wait.rule() == null ? "" : wait.rule().id(),
        wait.scanned(),
        wait.caller().task().group().leader().tid(),
        wait.end().startLine(),
        startTime(wait.end()),
        wait.end().duration(),
        wait.call().isGeneric(),
        child == null ? 0 : child.tid());
  }

  /** A call on one line carries the clock of its beginning. */
  private static long startTime(CallReturned end) {
    if (end.startTime() != ProcessEvent.NO_TIME || end.startLine() != end.line()) {
      return end.startTime();
    }
    return end.time();
  }

  @Override
  public void ended(World world) {
    for (TracedTask task : world.tasks()) {
      if (task.task().isLeader()) {
        if (task.task().state() == Task.State.ZOMBIE && !task.task().group().isAlive()) {
          zombiesAtEnd++;
        } else {
          aliveAtEnd++;
        }
      }
    }
  }

  /** Processes by fate. */
  public Processes processes() {
    return new Processes(
        created, threads, exited, reaped, autoreaped, reparented, zombiesAtEnd, aliveAtEnd);
  }

  /** Waits by kind and evidence. */
  public WaitTotals waits() {
    TreeMap<String, Long> byId = new TreeMap<>();
    rules.forEach((rule, count) -> byId.put(rule.id(), count));
    long exact = byEvidence[Evidence.EXACT.ordinal()];
    long inferred = byEvidence[Evidence.INFERRED.ordinal()];
    long unknown = byEvidence[Evidence.UNKNOWN.ordinal()];
    long contradicted = byEvidence[Evidence.CONTRADICTED.ordinal()];
    return new WaitTotals(
        exact + inferred + unknown + contradicted,
        exact,
        inferred,
        unknown,
        contradicted,
        generic,
        focused,
        reaping,
        empty,
        echild,
        interrupted,
        scanned,
        byId);
  }

  /** The first contradictions, in line order. */
  public List<Contradiction> contradictions() {
    return contradictions;
  }

  /** A row for every wait, when kept. */
  public List<CallRow> calls() {
    return calls;
  }
}
