package org.reapscope.cli.record;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The processes that a recording started: those that carry its token in their environment, those
 * that the tracer holds, those that it saw last, and what descends from them.
 *
 * <p>The token is a variable in the environment of what is started, as build servers use one to
 * find what a build leaves behind; a program that clears its environment is found by the rest.
 */
final class ProgramTree {
  /** Variable that holds the token. */
  static final String VARIABLE = "REAPSCOPE_RECORDING";

  private static final long LOOK_EVERY = 50;

  private final String token = UUID.randomUUID().toString();

  /** Value of {@link #VARIABLE}. */
  String token() {
    return token;
  }

  /** Marks what {@code builder} will start. */
  void mark(ProcessBuilder builder) {
    builder.environment().put(VARIABLE, token);
  }

  /**
   * The processes that are left, in no order.
   *
   * @param tracer the tracing process, which is not one of them; 0 for none
   * @param seen others known to belong, as far as they are alive
   */
  Set<Long> left(long tracer, List<Long> seen) {
    Set<Long> found = new HashSet<>();
    Map<Long, Long> parents = new HashMap<>();
    String assignment = VARIABLE + "=" + token;
    for (long pid : Proc.all()) {
      if (!Proc.alive(pid)) {
        continue;
      }
      parents.put(pid, Proc.parent(pid));
      boolean held = tracer != 0 && Proc.tracer(pid) == tracer;
      if (held || seen.contains(pid) || Proc.hasEnvironment(pid, assignment)) {
        found.add(pid);
      }
    }
    found.remove(tracer);
    found.removeAll(Proc.selfAndAncestors());
    while (addChildren(parents, found)) {
      found.remove(tracer);
    }
    return found;
  }

  private static boolean addChildren(Map<Long, Long> parents, Set<Long> found) {
    int before = found.size();
    parents.forEach(
        (pid, parent) -> {
          if (found.contains(parent)) {
            found.add(pid);
          }
        });
    return found.size() > before;
  }

  /** Asks what is left to end, and after {@code patience} ends it. Returns how many it was. */
  int end(LongSupplier tracer, List<Long> seen, Duration patience) throws InterruptedException {
    Set<Long> all = new HashSet<>();
    Set<Long> asked = new HashSet<>();
    long until = System.nanoTime() + patience.toNanos();
    // A process may fork between the look and the signal: look again until none is left.
    for (int looks = 0; looks < 400; looks++) {
      Set<Long> left = left(tracer.getAsLong(), seen);
      all.addAll(left);
      if (left.isEmpty()) {
        break;
      }
      boolean now = System.nanoTime() >= until;
      for (long pid : left) {
        if (now) {
          ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        } else if (asked.add(pid)) {
          ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
      }
      Thread.sleep(LOOK_EVERY);
    }
    return all.size();
  }
}
