package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.List;

/** Plain data of the reference model: every fact is a field, every relation a list. */
final class Ref {
  private Ref() {}

  enum State {
    ALIVE,
    ZOMBIE,
    DEAD
  }

  static final class Space {
    final Space parent;
    Group init;

    Space(Space parent) {
      this.parent = parent;
    }
  }

  static final class Group {
    final List<Thread> threads = new ArrayList<>();
    Thread leader;
    Space space;
    int pgid;
    boolean ignores;
    boolean noChildWait;
    boolean noChildStop;
    boolean subreaper;
    boolean hasSubreaper;
    boolean marked;
    boolean dying;
    int stopReport;
    boolean stopped;
    boolean continued;
    int execs;
    int pidfds;
    int groupStatus = -1;

    List<Thread> alive() {
      List<Thread> alive = new ArrayList<>();
      for (Thread thread : threads) {
        if (thread.state == State.ALIVE) {
          alive.add(thread);
        }
      }
      return alive;
    }
  }

  static final class Thread {
    final int id;
    final Group group;
    Thread realParent;
    Thread tracer;
    final List<Thread> children = new ArrayList<>();
    final List<Thread> tracees = new ArrayList<>();
    State state = State.ALIVE;
    int exitSignal;
    int status;
    int parentExecs;
    int traceStop;

    Thread(int id, Group group) {
      this.id = id;
      this.group = group;
    }

    boolean leads() {
      return group.leader == this;
    }

    boolean strangerTraces() {
      return tracer != null && (realParent == null || tracer.group != realParent.group);
    }
  }

  /** A wait call as the reference takes it. */
  record Call(
      Thread caller,
      char type,
      int pgid,
      Thread target,
      boolean byPidfd,
      boolean exited,
      boolean stopped,
      boolean continued,
      boolean noWait,
      boolean noThread,
      boolean all,
      boolean cloneOnly) {}

  /** What a call gives: kind 'R' report, '0' nothing, 'E' no child. */
  record Result(char kind, int child, String what, int value, long scanned) {}
}
