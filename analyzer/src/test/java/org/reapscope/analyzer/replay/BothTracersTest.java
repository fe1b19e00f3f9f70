package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;

/**
 * One run, recorded by strace and by ftrace at once: both tell the same process tree and the same
 * reaps of the tasks that strace saw. ftrace shows strace itself as well, no exit codes, and for
 * waitid not whom it reaped: that is known from the model where its answer agrees.
 */
final class BothTracersTest {

  /** Who made whom, and whose wait consumed whom. */
  private static final class Story implements ReplayObserver {
    private final Map<Integer, Integer> parents = new TreeMap<>();
    private final Map<Integer, Integer> reapers = new TreeMap<>();

    @Override
    public void born(TracedTask child, boolean thread) {
      TracedTask creator = child.creator();
      if (creator != null) {
        Task parent = creator.task().group().leader();
        parents.put(child.tid(), parent.tid());
      }
    }

    @Override
    public void waited(JudgedWait wait) {
      TracedTask child = wait.child();
      if (wait.consumed() && child != null) {
        reapers.put(child.tid(), wait.caller().task().group().pid());
      }
    }
  }

  private static Set<Integer> tasks(Recording recording) {
    Set<Integer> tasks = new HashSet<>();
    recording.events().stream().map(ProcessEvent::tid).forEach(tasks::add);
    return tasks;
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel/host-s0020.plain.both", "kernel/oddities-both"})
  void sameTreeAndSameReaps(String name) {
    Recording strace = Recording.of(name + ".strace.gz");
    Recording ftrace = Recording.of(name + ".ftrace.gz");
    Story byStrace = new Story();
    Story byKernel = new Story();
    strace.replay(UnaryOperator.identity(), byStrace);
    ftrace.replay(UnaryOperator.identity(), byKernel);
    Set<Integer> common = tasks(strace);
    byKernel.parents.keySet().retainAll(common);
    byKernel.parents.values().removeIf(parent -> !common.contains(parent));
    byKernel.reapers.values().removeIf(reaper -> !common.contains(reaper));
    assertThat(byStrace.parents).isNotEmpty();
    assertThat(byKernel.parents).isEqualTo(byStrace.parents);
    assertThat(byStrace.reapers).isNotEmpty();
    assertThat(new TreeSet<>(byKernel.reapers.entrySet().stream().map(Object::toString).toList()))
        .isEqualTo(
            new TreeSet<>(byStrace.reapers.entrySet().stream().map(Object::toString).toList()));
  }

  /** What a finding says, and of whom. */
  private record Claim(String rule, int child, int process) {
    static Claim of(Finding finding) {
      Finding.Child child = finding.child();
      return new Claim(finding.rule(), child == null ? 0 : child.pid(), finding.process().pid());
    }

    boolean isAbout(Set<Integer> tasks) {
      return tasks.contains(process) && (child == 0 || tasks.contains(child));
    }

    /**
     * The known limits of ftrace: clone3's exit signal and the handler that rt_sigaction sets are
     * behind pointers. So it cannot tell of a child of clone3 which waits can see it, nor when the
     * kernel discarded it, nor of any child that SIGCHLD was ignored.
     */
    boolean isHiddenFromFtrace(Set<Integer> childrenOfClone3) {
      return rule.equals("status-lost")
          || childrenOfClone3.contains(child)
              && List.of("invalid-wait", "stale-signal").contains(rule);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel/host-s0020.plain.both", "kernel/oddities-both"})
  void sameFindingsButForTheLimitsOfFtrace(String name) throws IOException {
    Recording strace = Recording.of(name + ".strace.gz");
    Set<Integer> common = tasks(strace);
    Set<Integer> childrenOfClone3 = new HashSet<>();
    for (ProcessEvent event : strace.events()) {
      if (event instanceof CallReturned call
          && call.call() instanceof Call.Spawn spawn
          && spawn.name().equals("clone3")) {
        childrenOfClone3.add((int) call.outcome().value());
      }
    }
    Set<Claim> shown = claims(name + ".strace.gz");
    assertThat(shown).isNotEmpty();
    Set<Claim> hidden = new HashSet<>(shown);
    hidden.removeIf(claim -> !claim.isHiddenFromFtrace(childrenOfClone3));
    Set<Claim> byKernel = claims(name + ".ftrace.gz");
    byKernel.removeIf(claim -> !claim.isAbout(common));
    assertThat(shown).as("ftrace accuses nobody else").containsAll(byKernel);
    shown.removeAll(hidden);
    byKernel.removeAll(hidden);
    assertThat(byKernel).isEqualTo(shown);
  }

  private static Set<Claim> claims(String name) throws IOException {
    Analysis analysis = new Analysis(AnalysisOptions.plain());
    String file = "../traces/samples/" + name;
    Set<Claim> claims = new HashSet<>();
    for (Finding finding : analysis.finish(file, Traces.open(file).read(analysis)).findings()) {
      claims.add(Claim.of(finding));
    }
    return claims;
  }

  /** The tracer's own waits: 1,363 that strace made, counted with grep, and 43 of the program. */
  @Test
  void theTracersOwnWaitsAreAnswered() {
    WaitTotals waits =
        Recording.of("kernel/oddities-both.ftrace.gz").replay(UnaryOperator.identity()).waits();
    assertThat(waits.contradicted()).isZero();
    assertThat(waits.unknown()).isZero();
    assertThat(waits.exact()).isGreaterThan(waits.total() * 95 / 100);
  }
}
