package org.reapscope.analyzer.simulate;

import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.PidNamespace;
import org.reapscope.analyzer.kernel.Task;

/** Results in the notation of the conformance cases. */
final class ResultText {
  private static final int SIGNAL_BITS = 0x7f;

  private ResultText() {}

  /** {@code A:exit3}; a caller in an inner pid namespace also reads its own number of A. */
  static String of(Answer answer, Task caller, Cast cast) {
    Task child = answer.child();
    if (child == null || answer.what() == null) {
      throw new IllegalArgumentException("not a report");
    }
    String what =
        switch (answer.what()) {
          case EXIT -> exit(answer.value());
          case STOP -> "stop" + answer.value();
          case TRACE_STOP -> traceStop(answer.value());
          default -> "cont";
        };
    PidNamespace namespace = caller.group().namespace();
    String number =
        namespace.parent() == null ? "" : "(number " + cast.numberOf(child, namespace) + ")";
    return cast.nameOf(child) + ":" + what + number;
  }

  /** {@code exit3} or {@code sig9}, from wait4's encoding. */
  static String exit(int status) {
    int signal = status & SIGNAL_BITS;
    return signal == 0 ? "exit" + (status >> 8 & 0xff) : "sig" + signal;
  }

  /** A stop by a ptrace event carries the event above the signal and shows no signal of its own. */
  private static String traceStop(int code) {
    return code >> 8 == 0 ? "stop" + code : "stop";
  }

  /** Whether a result is an error's name. */
  static boolean isError(String result) {
    return result.startsWith("E") && result.indexOf(':') < 0;
  }
}
