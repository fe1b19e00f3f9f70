package org.reapscope.cli.record;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reapscope.traces.scan.Bytes;

/**
 * Counts a log while it is written: lines, tasks that came, tasks that are alive by it. Enough for
 * a progress line and for finding what is left; the analysis reads the log for itself.
 */
final class LogTally {
  private static final byte[] EXITED = Bytes.ascii("+++ exited");
  private static final byte[] ENDED = Bytes.ascii("+++ ");
  private static final byte[] FORK = Bytes.ascii("sched_process_fork: ");
  private static final int KEPT = 256;

  private final byte[] line = new byte[KEPT];
  private final Set<Long> live = new HashSet<>();
  private int length;
  private long lines;
  private long tasks;
  private long first;
  private boolean firstKilled;

  /** Takes the next bytes of the log. */
  synchronized void add(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (bytes[i] == '\n') {
        end();
        length = 0;
      } else if (length < KEPT) {
        line[length++] = bytes[i];
      }
    }
  }

  private void end() {
    lines++;
    int digits = Bytes.skipDigits(line, 0, length);
    if (digits == 0) {
      boolean root = tasks == 0 && length > 0 && line[0] != '#';
      tasks += root || Bytes.indexOf(line, 0, length, FORK) >= 0 ? 1 : 0;
      return;
    }
    long pid = Bytes.number(line, 0, length);
    if (first == 0) {
      first = pid;
    }
    int end = Bytes.indexOf(line, digits, length, ENDED);
    if (end > 0 && end < digits + 32) {
      live.remove(pid);
      firstKilled |= pid == first && !Bytes.startsWith(line, end, length, EXITED);
    } else if (live.add(pid)) {
      tasks++;
    }
  }

  /** Lines so far. */
  synchronized long lines() {
    return lines;
  }

  /** Tasks so far: processes and threads. */
  synchronized long tasks() {
    return tasks;
  }

  /** Number of the task that the log begins with, 0 before that. */
  synchronized long first() {
    return first;
  }

  /** Whether that task was killed by a signal. */
  synchronized boolean firstKilled() {
    return firstKilled;
  }

  /** Tasks that the log has not shown the end of. */
  synchronized List<Long> live() {
    return List.copyOf(live);
  }
}
