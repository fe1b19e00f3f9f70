package org.reapscope.cli.record;

import java.io.IOException;
import java.util.List;

/** Sends signals that Java itself cannot send. */
final class SignalSender {
  private SignalSender() {}

  /** Sends a signal, named without SIG; a process that has just ended is no fault. */
  static void send(String signal, long pid) throws IOException {
    // The shell's own kill: the program of that name is not installed everywhere.
    Commands.run(List.of("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(pid)));
  }
}
