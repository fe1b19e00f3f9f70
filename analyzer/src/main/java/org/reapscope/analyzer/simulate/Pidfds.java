package org.reapscope.analyzer.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;

/** All pidfd files; the last one to lose a reference closes for the kernel (B13). */
final class Pidfds {
  private final Kernel kernel;
  private final Consumer<Task> autokill;
  private final List<PidfdFile> open = new ArrayList<>();
  private final List<PidfdFile> closed = new ArrayList<>();

  /**
   * Nothing open.
   *
   * @param autokill what happens to the target when a CLONE_PIDFD_AUTOKILL file closes
   */
  Pidfds(Kernel kernel, Consumer<Task> autokill) {
    this.kernel = kernel;
    this.autokill = autokill;
  }

  void add(PidfdFile file, ThreadGroup holder) {
    file.holders.add(holder);
    open.add(file);
    kernel.pidfdOpened(file.target.group().leader());
  }

  /** The newest file of {@code target} that {@code holder} holds, else null. */
  @Nullable PidfdFile held(ThreadGroup holder, Task target) {
    PidfdFile newest = null;
    for (PidfdFile file : open) {
      if (file.target == target && file.holders.contains(holder)) {
        newest = file;
      }
    }
    return newest;
  }

  /** Whether {@code holder} once held a pidfd of the target that is closed now. */
  boolean wasHeld(ThreadGroup holder, Task target) {
    return closed.stream().anyMatch(file -> file.target == target && file.holders.contains(holder));
  }

  /** fork copies the descriptor table. */
  void inherit(ThreadGroup parent, ThreadGroup child) {
    for (PidfdFile file : open) {
      if (file.holders.contains(parent)) {
        file.holders.add(child);
      }
    }
  }

  /** Every descriptor of a process goes: it dies, or execs (pidfds are close-on-exec). */
  void dropAll(ThreadGroup holder) {
    for (PidfdFile file : List.copyOf(open)) {
      if (file.holders.contains(holder)) {
        if (file.holders.size() == 1) {
          close(file);
        } else {
          file.holders.remove(holder);
        }
      }
    }
  }

  /** The last reference goes, wherever the others were. */
  void close(PidfdFile file) {
    open.remove(file);
    closed.add(file);
    Task leader = file.target.group().leader();
    kernel.pidfdClosed(leader);
    if (file.autokill && leader.group().isAlive()) {
      autokill.accept(leader);
    }
  }
}
