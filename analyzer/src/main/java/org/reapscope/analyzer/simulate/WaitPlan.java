package org.reapscope.analyzer.simulate;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.KernelRelease;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitArguments;
import org.reapscope.analyzer.kernel.WaitCall;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;

/**
 * A wait call as a script writes it.
 *
 * @param pidfdTarget for P_PIDFD whom the descriptor refers to; null when it is no open pidfd
 * @param nonBlocking the descriptor has O_NONBLOCK
 * @param badPointer the status or siginfo pointer faults
 * @param uring asked for through io_uring: the caller does not sleep in it
 */
record WaitPlan(
    WaitCall call,
    @Nullable Task pidfdTarget,
    boolean nonBlocking,
    boolean badPointer,
    boolean uring) {

  /** The error that the arguments give before any child is looked at, else 0. */
  int argumentError(Semantics semantics) {
    if (semantics.isLinux()) {
      return WaitArguments.check(
          call.waitid(), call.idType(), call.id(), call.options(), KernelRelease.NEWEST);
    }
    int events = WaitOptions.WEXITED | WaitOptions.WSTOPPED | WaitOptions.WCONTINUED;
    return call.waitid() && (call.options() & events) == 0 ? Errno.EINVAL : 0;
  }

  boolean has(int option) {
    return (call.options() & option) != 0;
  }

  /** The request with its numbers resolved now; null for a descriptor that is no pidfd. */
  @Nullable WaitRequest resolve(Task caller, Cast cast) {
    return call.resolve(
        caller,
        new WaitCall.Numbers() {
          @Override
          public @Nullable Task task(int number) {
            return cast.holder(caller.group().namespace(), number);
          }

          @Override
          public @Nullable ProcessGroup group(int number) {
            return cast.group(caller.group().namespace(), number);
          }

          @Override
          public @Nullable Task pidfd(int descriptor) {
            return pidfdTarget;
          }
        });
  }
}
