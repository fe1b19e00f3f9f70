package org.reapscope.analyzer.simulate;

/** A form of wait: a row of the decision table. */
enum WaitForm {
  ANY("wait4(-1), waitpid(-1)", "wait4 -1"),
  ANY_WALL("wait4(-1, __WALL)", "wait4 -1 __WALL"),
  ANY_WCLONE("wait4(-1, __WCLONE)", "wait4 -1 __WCLONE"),
  P_ALL("waitid(P_ALL)", "waitid all WEXITED"),
  OWN_GROUP("wait4(0)", "wait4 0"),
  GROUP("wait4(-pgid)", "wait4 -pg(P)"),
  P_PGID("waitid(P_PGID, pgid)", "waitid pgid pg(P) WEXITED"),
  P_PGID_MINUS_ONE("waitid(P_PGID, -1)", "waitid pgid -1 WEXITED"),
  PID("wait4(pid), waitpid(pid)", "wait4 A"),
  PID_WALL("wait4(pid, __WALL)", "wait4 A __WALL"),
  P_PID("waitid(P_PID, pid)", "waitid pid A WEXITED"),
  P_PIDFD("waitid(P_PIDFD, fd)", "waitid pidfd A WEXITED");

  private final String title;
  private final String step;

  WaitForm(String title, String step) {
    this.title = title;
    this.step = step;
  }

  String title() {
    return title;
  }

  /** The step that waits in this form. */
  String step(Situation situation) {
    if (this != P_PIDFD) {
      return step;
    }
    // An inherited child's descriptor is got anew; other parents hold the one from creation.
    return situation == Situation.ORPHANED ? "waitid pidfd(A) WEXITED" : step;
  }
}
