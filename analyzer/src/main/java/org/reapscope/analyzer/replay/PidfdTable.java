package org.reapscope.analyzer.replay;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;

/** The pidfds of one file descriptor table: threads share it, fork copies it, exec empties it. */
final class PidfdTable {
  private static final Integer[] NONE = {};

  /** Most processes have no pidfd. */
  private Map<Integer, Pidfd> entries = Map.of();

  /** An open pidfd file; several descriptors may refer to one. */
  static final class Pidfd {
    /** Null for a process that the log never shows, which is nobody's child in it. */
    final @Nullable Task target;

    final @Nullable TracedTask view;
    final boolean nonBlocking;
    private int references;

    Pidfd(@Nullable Task target, @Nullable TracedTask view, boolean nonBlocking) {
      this.target = target;
      this.view = view;
      this.nonBlocking = nonBlocking;
    }
  }

  @Nullable Pidfd get(int fd) {
    return entries.get(fd);
  }

  /** A descriptor now refers to this file; returns the file it replaced if that is now closed. */
  @Nullable Pidfd put(int fd, Pidfd file) {
    if (entries.isEmpty()) {
      entries = new HashMap<>(2);
    }
    file.references++;
    Pidfd old = entries.put(fd, file);
    return old == null ? null : dropped(old);
  }

  /** Closes a descriptor; returns the file when this was its last reference. */
  @Nullable Pidfd close(int fd) {
    Pidfd old = entries.isEmpty() ? null : entries.remove(fd);
    return old == null ? null : dropped(old);
  }

  private static @Nullable Pidfd dropped(Pidfd file) {
    return --file.references == 0 ? file : null;
  }

  /** The table a forked process gets. */
  PidfdTable copy() {
    PidfdTable copy = new PidfdTable();
    if (!entries.isEmpty()) {
      entries.forEach(copy::put);
    }
    return copy;
  }

  /** Descriptors in the table, for closing them all. */
  Integer[] descriptors() {
    return entries.isEmpty() ? NONE : entries.keySet().toArray(NONE);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }
}
