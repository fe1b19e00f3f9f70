package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process group. It exists while some process, zombies included, belongs to it.
 *
 * <p>The number is 0 while no event has tied the group to one: a process that was running before
 * the log began is in some group, only its number is unknown.
 */
public final class ProcessGroup {
  private int number;
  private @Nullable ThreadGroup first;

  /** A group with this number, or 0 for one not yet known. */
  public ProcessGroup(int number) {
    this.number = number;
  }

  /** The group's number, 0 when unknown. */
  public int number() {
    return number;
  }

  /** Ties a group of unknown number to its number. */
  public void bind(int known) {
    number = known;
  }

  /** True while some process, zombies included, is a member. */
  public boolean exists() {
    return first != null;
  }

  /** The processes that belong to it, the last that joined first. */
  public List<ThreadGroup> members() {
    List<ThreadGroup> members = new ArrayList<>();
    for (ThreadGroup each = first; each != null; each = each.nextMember) {
      members.add(each);
    }
    return members;
  }

  void join(ThreadGroup group) {
    ThreadGroup second = first;
    group.nextMember = second;
    group.memberBefore = null;
    if (second != null) {
      second.memberBefore = group;
    }
    first = group;
  }

  void leave(ThreadGroup group) {
    ThreadGroup next = group.nextMember;
    ThreadGroup before = group.memberBefore;
    if (before != null) {
      before.nextMember = next;
    } else if (first == group) {
      first = next;
    }
    if (next != null) {
      next.memberBefore = before;
    }
    group.nextMember = null;
    group.memberBefore = null;
  }
}
