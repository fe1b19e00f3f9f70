package org.reapscope.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExited;

/**
 * The obvious engine to compare with: one list of children, oldest first, walked from its head by
 * every wait as the kernel walks it. It knows forks, deaths and WNOHANG waits of one process.
 */
final class NaiveEngine implements Consumer<ProcessEvent> {
  private final List<Child> children = new ArrayList<>();
  private long wrong;

  private static final class Child {
    private final int pid;
    private boolean dead;

    Child(int pid) {
      this.pid = pid;
    }
  }

  @Override
  public void accept(ProcessEvent event) {
    if (event instanceof TaskExited exited) {
      die(exited.tid());
    } else if (event instanceof CallReturned returned) {
      if (returned.call() instanceof Call.Spawn) {
        children.add(new Child((int) returned.outcome().value()));
      } else if (returned.call() instanceof Call.Wait wait) {
        wrong += answer(wait.id()) == returned.outcome().value() ? 0 : 1;
      }
    }
  }

  /** Results that were not the recorded ones. */
  long wrong() {
    return wrong;
  }

  private void die(int pid) {
    for (Child child : children) {
      if (child.pid == pid) {
        child.dead = true;
        return;
      }
    }
  }

  /** A pid, 0 for nothing yet, -1 for no child. */
  private int answer(long wanted) {
    boolean any = false;
    for (int i = 0; i < children.size(); i++) {
      Child child = children.get(i);
      if (wanted == -1 || wanted == child.pid) {
        any = true;
        if (child.dead) {
          children.remove(i);
          return child.pid;
        }
      }
    }
    return any ? 0 : -1;
  }
}
