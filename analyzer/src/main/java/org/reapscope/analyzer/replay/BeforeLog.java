package org.reapscope.analyzer.replay;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.Gaps;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.traces.event.ChildReport;

/** What happened before the log began, or where it cannot see, and bears on a result. */
final class BeforeLog {
  /** One task of so many may appear without a fork before that is a property of the log. */
  private static final int FEW = 8;

  private final World world;
  private final RecordKinds kinds;
  private final MissingRecords missing;
  private final Gaps gaps;
  private final Set<ThreadGroup> everReaped = new HashSet<>();

  BeforeLog(World world, RecordKinds kinds, MissingRecords missing, Gaps gaps) {
    this.gaps = gaps;
    this.world = world;
    this.kinds = kinds;
    this.missing = missing;
  }

  /** The rule that says why the result cannot be judged, null when nothing of the kind bears. */
  @Nullable Rule explain(
      OpenWait wait, Recorded recorded, @Nullable TracedTask child, Waits waits) {
    TracedTask leader = world.viewOf(wait.caller.task.group().leader());
    boolean fromBefore = leader != null && leader.isFromBefore();
    Answer.Kind answer = wait.standing().kind();
    ChildReport report = recorded.report();
    if (child != null
        && child.task.isAlive()
        && !child.spoken
        && child.task.realParent() != null
        && child.task.realParent().group() == wait.caller.task.group()) {
      return Rule.DEATH_UNSEEN;
    }
    if (leader != null && leader.makesHiddenChildren) {
      return Rule.HIDDEN_ARGUMENTS;
    }
    if (report != null && child == null) {
      if (world.isInner(wait.caller)) {
        Rule bound = missing.numberBound(wait, recorded, waits);
        return bound == null ? Rule.UNKNOWN_NUMBER : bound;
      }
      boolean stranger = !world.everSeen(report.pid()) || world.isStranger(report.pid());
      boolean unseen = fromBefore || !kinds.forks() || !kinds.follows() || gaps.births() > 0;
      return unseen && stranger ? Rule.BEFORE_LOG : null;
    }
    boolean unnamed =
        recorded.kind() == Recorded.Kind.NOTHING || recorded.kind() == Recorded.Kind.UNSEEN;
    if (unnamed && answer == Answer.Kind.NO_CHILD) {
      boolean unseen =
          fromBefore
              || !kinds.forks()
              || !kinds.follows()
              || gaps.births() > 0 && world.hasFoundling()
              || gaps.births() * FEW > kinds.tasks();
      return unseen ? Rule.UNKNOWN_CHILDREN : null;
    }
    if (recorded.isError(Errno.ECHILD) && wait.wait.isFocused() && wait.target != null) {
      return ignoredBeforeLog(wait, wait.target);
    }
    return null;
  }

  /** SIGCHLD may have been ignored since before the log, if nothing in it says otherwise. */
  private @Nullable Rule ignoredBeforeLog(OpenWait wait, TracedTask target) {
    ThreadGroup group = wait.caller.task.group();
    TracedTask leader = world.viewOf(group.leader());
    boolean possible =
        leader != null
            && !leader.dispositionSeen
            && !everReaped.contains(group)
            && !gaps.any()
            && target.task.state() == Task.State.ZOMBIE;
    return possible ? Rule.IGNORED_BEFORE_LOG : null;
  }

  /** A process has reaped, or was signalled about, a child: it does not ignore SIGCHLD. */
  void reapedOne(ThreadGroup group) {
    everReaped.add(group);
  }

  /** A process is gone. */
  void forget(ThreadGroup group) {
    everReaped.remove(group);
  }
}
