package org.reapscope.analyzer.kernel;

import java.util.List;
import java.util.Map;

/** Compares what both models hold about every task. */
final class TwinState {
  private TwinState() {}

  static String difference(List<Ref.Thread> everybody, Map<Integer, Task> tasks) {
    for (Ref.Thread thread : everybody) {
      Task task = tasks.get(thread.id);
      String theirs = describe(thread);
      String ours = task == null ? "nothing" : describe(task);
      if (!ours.equals(theirs)) {
        return "kernel holds " + ours + ", reference " + theirs;
      }
    }
    return null;
  }

  private static String describe(Ref.Thread thread) {
    if (thread.state == Ref.State.DEAD) {
      return thread.id + " gone";
    }
    return thread.id
        + " "
        + thread.state
        + " parent "
        + (thread.realParent == null ? 0 : thread.realParent.id)
        + " children "
        + thread.children.stream().map(child -> child.id).toList()
        + " tracees "
        + thread.tracees.stream().map(tracee -> tracee.id).toList()
        + " signal "
        + thread.exitSignal
        + " stop "
        + thread.group.stopReport
        + (thread.group.continued ? " continued" : "")
        + (thread.group.marked ? " marked" : "")
        + " trace stop "
        + thread.traceStop;
  }

  private static String describe(Task task) {
    if (task.state == Task.State.DEAD) {
      return task.tid + " gone";
    }
    return task.tid
        + " "
        + task.state
        + " parent "
        + (task.realParent == null ? 0 : task.realParent.tid)
        + " children "
        + task.children().stream().map(child -> child.tid).toList()
        + " tracees "
        + task.ptraced().stream().map(tracee -> tracee.tid).toList()
        + " signal "
        + task.exitSignal
        + " stop "
        + task.group.stopReport
        + (task.group.continued ? " continued" : "")
        + (task.group.marked ? " marked" : "")
        + " trace stop "
        + task.traceStop;
  }
}
