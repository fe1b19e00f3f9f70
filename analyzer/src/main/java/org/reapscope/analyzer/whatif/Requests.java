package org.reapscope.analyzer.whatif;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.TracedTask;

/** Recorded waits as requests to a kernel: the recording's own, or the one that plays on. */
final class Requests {
  private final Mirror mirror;
  private final Stories stories;

  Requests(Mirror mirror, Stories stories) {
    this.mirror = mirror;
    this.stories = stories;
  }

  /** The call as a kernel takes it, there or, unless {@code mirrored}, in the recording's own. */
  WaitRequest of(JudgedWait wait, Task caller, boolean mirrored) {
    RecordedWait call = wait.call();
    return switch (call.idType()) {
      case RecordedWait.P_ALL -> WaitRequest.any(caller, call.options());
      case RecordedWait.P_PGID -> WaitRequest.group(caller, group(wait, mirrored), call.options());
      default -> {
        Task target = target(wait, mirrored);
        yield WaitRequest.one(
            caller, target, call.idType() == RecordedWait.P_PIDFD, call.options());
      }
    };
  }

  private @Nullable ProcessGroup group(JudgedWait wait, boolean mirrored) {
    ProcessGroup recorded = null;
    if (wait.call().id() == 0) {
      recorded = wait.caller().task().group().processGroup();
    } else if (wait.child() != null) {
      recorded = wait.child().task().group().processGroup();
    } else {
      recorded = numbered(wait);
    }
    return recorded == null || !mirrored ? recorded : mirror.group(recorded);
  }

  /** A group of the caller's children by its number. */
  private @Nullable ProcessGroup numbered(JudgedWait wait) {
    Book book = stories.book(wait.caller().task().group());
    if (book == null) {
      return null;
    }
    for (ThreadGroup child : book.open.keySet()) {
      if (child.processGroup().number() == wait.call().id()) {
        return child.processGroup();
      }
    }
    for (Story story : book.allGone()) {
      ProcessGroup group = story.child.task().group().processGroup();
      if (group.number() == wait.call().id()) {
        return group;
      }
    }
    return null;
  }

  private @Nullable Task target(JudgedWait wait, boolean mirrored) {
    Story story = stories.about(wait);
    TracedTask target = story != null ? story.child : wait.target();
    if (target == null) {
      return null;
    }
    return mirrored ? images(target.task()) : target.task();
  }

  /** The counterpart of a recorded child. */
  @Nullable Task images(Task recorded) {
    Image image = mirror.child(recorded);
    return image == null ? mirror.imageOf(recorded) : image.task;
  }
}
