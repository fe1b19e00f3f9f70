package org.reapscope.analyzer.findings;

import java.util.Locale;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.traces.event.ChildReport;

/** The phrases that findings share. */
final class Words {
  private Words() {}

  /** How a dead process ended, empty when the log does not show it. */
  static String status(TracedTask task) {
    int status = task.task().exitStatusOfProcess();
    if (task.exitLine() == 0 || status < 0) {
      return "";
    }
    return (status & 0x7f) == 0 ? "exited " + (status >> 8) : "killed by signal " + (status & 0x7f);
  }

  /** How a wait said that a child ended, empty when it did not say. */
  static String status(ChildReport report) {
    return switch (report.kind()) {
      case EXITED -> "exited " + report.value();
      case KILLED, DUMPED -> "killed by signal " + report.value();
      default -> "";
    };
  }

  /** How a child had ended: "exited 3", "been killed by signal 9". */
  static String past(String status) {
    return status.startsWith("killed") ? "been " + status : status;
  }

  /** "thread 7" or, for the thread that names the process, "process 7". */
  static String who(TracedTask task) {
    return (task.task().isLeader() ? "process " : "thread ") + task.tid();
  }

  /** "3 children", "1 child". */
  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** "process 7 (nginx)". */
  static String process(Finding.Party party) {
    return "process " + party.pid() + (party.comm().isEmpty() ? "" : " (" + party.comm() + ")");
  }

  /** Nanoseconds as seconds to the millisecond. */
  static String seconds(long nanoseconds) {
    return String.format(Locale.US, "%.3f s", nanoseconds / 1e9);
  }
}
