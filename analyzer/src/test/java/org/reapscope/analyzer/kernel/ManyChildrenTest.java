package org.reapscope.analyzer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * With 10,000 living children nothing walks them: forks, deaths and waits look at a handful, while
 * the count that the kernel would have made stays right. Looks are counted by a profile that is
 * asked once for each candidate really considered, not by time.
 */
final class ManyChildrenTest {
  private static final int CHILDREN = 10_000;
  private static final int HANDFUL = 12;

  /** Linux with a flag that hides nobody but counts the questions about hiding. */
  private static final class Counting implements Semantics {
    private int looks;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public String summary() {
      return "counts";
    }

    @Override
    public boolean hides(
        Task child, WaitRequest.Selector selector, boolean byPidfd, boolean asTracer) {
      looks++;
      return false;
    }
  }

  private final Counting semantics = new Counting();
  private final Kernel kernel = new Kernel(semantics, KernelListener.NONE);
  private final List<Task> children = new ArrayList<>();
  private Task parent;

  @BeforeEach
  void raiseChildren() {
    Task init = kernel.boot(1, kernel.rootNamespace(), new ProcessGroup(1));
    kernel.makeReaperOf(kernel.rootNamespace(), init);
    parent = kernel.fork(init, 2, ForkOptions.PLAIN, kernel.tick());
    for (int i = 0; i < CHILDREN; i++) {
      children.add(fork(100 + i));
    }
    semantics.looks = 0;
  }

  private Task fork(int tid) {
    ForkOptions marked = new ForkOptions(Signals.SIGCHLD, false, false, true, null);
    return kernel.fork(parent, tid, marked, kernel.tick());
  }

  @Test
  void forkLooksAtAHandful() {
    fork(CHILDREN + 200);
    assertThat(semantics.looks).isBetween(1, HANDFUL);
  }

  @Test
  void deathLooksAtAHandful() {
    kernel.exit(children.get(CHILDREN / 2), 0);
    assertThat(semantics.looks).isBetween(0, HANDFUL);
  }

  @Test
  void focusedWaitLooksAtAHandful() {
    Answer answer =
        kernel.ask(WaitRequest.one(parent, children.get(CHILDREN - 1), false, WaitOptions.WEXITED));
    assertThat(answer.kind()).isEqualTo(Answer.Kind.NOTHING);
    assertThat(answer.scanned()).isEqualTo(1);
    assertThat(semantics.looks).isBetween(1, HANDFUL);
  }

  @Test
  void waitallThatFindsNothingCountsAllAndLooksAtNobody() {
    Answer answer = kernel.ask(WaitRequest.any(parent, WaitOptions.WEXITED));
    assertThat(answer.kind()).isEqualTo(Answer.Kind.NOTHING);
    assertThat(answer.scanned()).isEqualTo(CHILDREN);
    assertThat(semantics.looks).isBetween(0, HANDFUL);
  }

  @Test
  void waitallThatReportsCountsTheLivingBeforeAndLooksAtTheDead() {
    kernel.exit(children.get(7_000), 3 << 8);
    semantics.looks = 0;
    WaitRequest any = WaitRequest.any(parent, WaitOptions.WEXITED);
    Answer answer = kernel.ask(any);
    kernel.take(any, answer);
    assertThat(answer.child()).isSameAs(children.get(7_000));
    assertThat(answer.scanned()).isEqualTo(7_001);
    assertThat(semantics.looks).isBetween(1, HANDFUL);
  }

  @Test
  void groupWaitLooksOnlyAtTheNoteworthyOfItsGroup() {
    ProcessGroup own = new ProcessGroup(100);
    kernel.setProcessGroup(children.get(0).group(), own);
    kernel.ask(WaitRequest.group(parent, own, WaitOptions.WEXITED));
    kernel.exit(children.get(9_000), 0);
    semantics.looks = 0;
    Answer answer = kernel.ask(WaitRequest.group(parent, own, WaitOptions.WEXITED));
    assertThat(answer.kind()).isEqualTo(Answer.Kind.NOTHING);
    assertThat(answer.scanned()).isEqualTo(CHILDREN);
    assertThat(semantics.looks).isBetween(0, HANDFUL);
  }

  @Test
  void stoppedChildrenAreLookedAtOnlyByWaitsForStops() {
    for (Task child : children) {
      kernel.stop(child.group(), Signals.SIGSTOP);
    }
    semantics.looks = 0;
    Answer deaths = kernel.ask(WaitRequest.any(parent, WaitOptions.WEXITED));
    assertThat(deaths.kind()).isEqualTo(Answer.Kind.NOTHING);
    assertThat(semantics.looks).isBetween(0, HANDFUL);
    Answer stops = kernel.ask(WaitRequest.any(parent, WaitOptions.WSTOPPED));
    assertThat(stops.child()).isSameAs(children.get(0));
    assertThat(semantics.looks).isBetween(1, HANDFUL);
  }

  @Test
  void zombiesAreNotLookedAtByWaitsForCloneChildren() {
    for (Task child : children) {
      kernel.exit(child, 0);
    }
    semantics.looks = 0;
    Answer clones = kernel.ask(WaitRequest.any(parent, WaitOptions.WEXITED | WaitOptions.WCLONE));
    assertThat(clones.kind()).isEqualTo(Answer.Kind.NO_CHILD);
    assertThat(clones.scanned()).isEqualTo(CHILDREN);
    assertThat(semantics.looks).isBetween(0, HANDFUL);
  }

  @Test
  void drainOfEveryChildLooksAtEachOnlyAFewTimes() {
    for (Task child : children) {
      kernel.exit(child, 0);
    }
    semantics.looks = 0;
    WaitRequest any = WaitRequest.any(parent, WaitOptions.WEXITED);
    for (Task child : children) {
      Answer answer = kernel.ask(any);
      assertThat(answer.child()).isSameAs(child);
      assertThat(answer.scanned()).isEqualTo(1);
      kernel.take(any, answer);
    }
    assertThat(semantics.looks).isBetween(CHILDREN, HANDFUL * CHILDREN);
    assertThat(kernel.ask(any).kind()).isEqualTo(Answer.Kind.NO_CHILD);
  }
}
