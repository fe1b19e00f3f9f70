package org.reapscope.analyzer.whatif;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.TracedTask;

/** A child of the recorded run and its counterpart in the run that is played on. */
final class Image {
  final TracedTask child;
  final Task task;
  final boolean marked;

  /** What the recording shows of it; null for a process from before the log. */
  final @Nullable Story story;

  /** The wait that collected it here. */
  @Nullable JudgedWait collectedBy;

  /** A focused wait that never came back in the recording would have collected it. */
  boolean awaited;

  /** Its parent's focused waits for it are not made here, since they followed a peek at it. */
  boolean unprompted;

  /** Its parent died, and nobody in the log inherits it. */
  boolean abandoned;

  /** Its outcome is known. */
  boolean judged;

  Image(TracedTask child, Task task, boolean marked, @Nullable Story story) {
    this.child = child;
    this.task = task;
    this.marked = marked;
    this.story = story;
  }

  boolean isZombie() {
    return task.state() == Task.State.ZOMBIE && !task.group().isAlive();
  }
}
