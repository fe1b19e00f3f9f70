package org.reapscope.analyzer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.semantics.Profiles;

/**
 * A tracer's wait meets the last attached first: __ptrace_link adds at the head of the list.
 *
 * <p>Linux 6.18, three stopped grandchildren seized in the order second, first, third, then {@code
 * waitpid(-1, __WALL|WNOHANG)} three times: third, first, second.
 */
final class TraceeOrderTest {
  private static final int SIGTRAP = 5;

  @Test
  void theLastAttachedIsReportedFirst() {
    Kernel kernel = new Kernel(Profiles.byName("linux"), new KernelListener() {});
    Task tracer = kernel.boot(10, kernel.rootNamespace(), new ProcessGroup(10));
    Task other = kernel.boot(20, kernel.rootNamespace(), new ProcessGroup(20));
    List<Task> tasks = new ArrayList<>();
    for (int tid = 21; tid <= 23; tid++) {
      tasks.add(
          kernel.fork(
              other, tid, new ForkOptions(Signals.SIGCHLD, false, false, false, null), tid));
    }
    for (int i : new int[] {1, 0, 2}) {
      kernel.attach(tracer, tasks.get(i));
    }
    tasks.forEach(task -> kernel.setTraceStop(task, SIGTRAP));

    WaitRequest request = WaitRequest.any(tracer, WaitOptions.WALL | WaitOptions.WEXITED);
    List<Integer> reported = new ArrayList<>();
    for (Answer next = kernel.ask(request); next.reports(); next = kernel.ask(request)) {
      reported.add(next.child() == null ? 0 : next.child().tid());
      kernel.take(request, next);
    }

    assertThat(reported).containsExactly(23, 21, 22);
  }
}
