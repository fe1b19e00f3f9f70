package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;

/**
 * A rule that explains everything explains nothing: where five wait results in a hundred are
 * replaced by plausible false ones, at least 98 % of the false ones come out contradicted.
 */
final class FalsifiedResultsTest {
  private static final int SEEDS = 12;

  private static final List<String> LOSSY =
      List.of(
          "kernel/host-s0004.plain.strace.gz",
          "kernel/host-s0037.plain.strace.gz",
          "kernel/uml-s0039.plain.strace.gz",
          "kernel/uml-s0111.plain.strace.gz");

  @Test
  void falseResultsAreContradicted() {
    Map<String, Long> believed = new TreeMap<>();
    long falsified = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (Recording recording : recordings()) {
        falsified += lieAbout(recording, new Liar(random), believed);
      }
    }
    assertThat(falsified).isGreaterThan(500);
    long missed = believed.values().stream().mapToLong(Long::longValue).sum();
    assertThat(missed)
        .as("of %d false results, believed by rule: %s", falsified, believed)
        .isLessThanOrEqualTo(falsified / 50);
  }

  /** Lines that are missing excuse a child that is gone or not known, not a false status. */
  @Test
  void soTheyAreInALogWithoutOneLineInAHundred(@TempDir Path folder) {
    Map<String, Long> believed = new TreeMap<>();
    long falsified = 0;
    for (int seed = 1; seed <= 4; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (String log : LOSSY) {
        Recording lossy = DamagedLog.whole(log).withoutOneIn(100, random).recording(folder);
        falsified += lieAbout(lossy, new Liar(random), believed);
      }
    }
    long missed = believed.values().stream().mapToLong(Long::longValue).sum();
    assertThat(missed)
        .as("of %d false results, believed by rule: %s", falsified, believed)
        .isLessThanOrEqualTo(falsified * 3 / 10);
  }

  private static List<Recording> recordings() {
    return Stream.concat(RecordingsReplayTest.samples(), RecordingsReplayTest.busy()).toList();
  }

  private static int lieAbout(Recording recording, Liar liar, Map<String, Long> believed) {
    int[] told = {0};
    ReplayObserver judge =
        new ReplayObserver() {
          @Override
          public void waited(JudgedWait wait) {
            if (!liar.lies.contains(wait.end().line())) {
              return;
            }
            told[0]++;
            if (wait.evidence() != Evidence.CONTRADICTED) {
              believed.merge(wait.evidence() + " " + wait.rule(), 1L, Long::sum);
            }
          }
        };
    recording.events().forEach(liar::learn);
    recording.replay(liar, judge);
    return told[0];
  }

  @Test
  void trueResultsAreNot() {
    RecordingsReplayTest.samples()
        .forEach(
            recording ->
                assertThat(recording.replay(UnaryOperator.identity()).waits().contradicted())
                    .as(recording.name())
                    .isZero());
  }

  /** Replaces one wait result in twenty by another that such a call could have given. */
  private static final class Liar implements UnaryOperator<CallReturned> {
    private final SplittableRandom random;
    private final Map<Integer, List<Integer>> children = new HashMap<>();
    private final Set<Long> lies = new HashSet<>();

    Liar(SplittableRandom random) {
      this.random = random;
    }

    void learn(Object event) {
      if (event instanceof CallReturned returned
          && returned.call() instanceof Call.Spawn
          && returned.outcome().ok()) {
        children
            .computeIfAbsent(returned.tid(), tid -> new ArrayList<>())
            .add((int) returned.outcome().value());
      }
    }

    @Override
    public CallReturned apply(CallReturned end) {
      Call.Wait wait = (Call.Wait) end.call();
      boolean empty = end.outcome().ok() && wait.report() == null && wait.visible();
      boolean echild =
          end.outcome().state() == Outcome.State.FAILED && end.outcome().value() == Errno.ECHILD;
      if ((wait.report() == null && !empty && !echild) || random.nextInt(20) != 0) {
        return end;
      }
      CallReturned lie = wait.report() == null ? aboutNobody(end, wait, echild) : about(end, wait);
      if (!lie.equals(end)) {
        lies.add(end.line());
      }
      return lie;
    }

    private CallReturned aboutNobody(CallReturned end, Call.Wait wait, boolean echild) {
      boolean noHang = (wait.options() & WaitOptions.WNOHANG) != 0;
      if (!echild) {
        return with(end, Outcome.failed(Errno.ECHILD), null);
      }
      return noHang ? with(end, Outcome.returned(0), null) : end;
    }

    private CallReturned about(CallReturned end, Call.Wait wait) {
      ChildReport report = wait.report();
      if (report == null) {
        return end;
      }
      List<Integer> others =
          children.getOrDefault(end.tid(), List.of()).stream()
              .filter(pid -> pid != report.pid())
              .toList();
      boolean generic = RecordedWait.of(wait).isGeneric();
      if (random.nextBoolean() && generic && !others.isEmpty()) {
        int pid = others.get(random.nextInt(others.size()));
        return with(end, returned(wait, pid), new ChildReport(pid, report.kind(), report.value()));
      }
      if (report.kind() == ChildReport.Kind.EXITED) {
        int status = (report.value() + 1 + random.nextInt(254)) & 0xff;
        return with(end, end.outcome(), new ChildReport(report.pid(), report.kind(), status));
      }
      return with(end, Outcome.failed(Errno.ECHILD), null);
    }

    private static Outcome returned(Call.Wait wait, int pid) {
      return Outcome.returned(wait.idType() < 0 ? pid : 0);
    }

    private static CallReturned with(
        CallReturned end, Outcome outcome, @org.jspecify.annotations.Nullable ChildReport report) {
      Call.Wait wait = (Call.Wait) end.call();
      Call.Wait call =
          new Call.Wait(
              wait.name(),
              wait.idType(),
              wait.id(),
              wait.outerId(),
              wait.options(),
              wait.descriptor(),
              wait.pidfdTarget(),
              report,
              wait.visible(),
              wait.site());
      return new CallReturned(
          end.line(),
          end.time(),
          end.tid(),
          end.startLine(),
          end.startTime(),
          end.duration(),
          call,
          outcome);
    }
  }
}
