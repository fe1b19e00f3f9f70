package org.reapscope.analyzer.simulate;

/** What has become of the marked child when the wait is made: a column of the decision table. */
enum Situation {
  ALIVE("alive, the only child", "P fork A F", ""),
  DEAD("dead, the only child", "P fork A F; A exit 3", ""),
  DEAD_BESIDE_LIVING("dead, a plain child is alive", "P fork B; P fork A F; A exit 3", ""),
  DIES_MEANWHILE(
      "dies during the wait, a plain child is alive", "P fork B; P fork A F", "A exit 3"),
  EXECED("dead, after an exec", "P fork A F; A exec; A exit 3", ""),
  ORPHANED(
      "dead, inherited from its first parent",
      "P subreaper; P fork Q; Q fork A F; Q exit 0; P wait4 Q; A signal 9",
      ""),
  PIDFDS_CLOSED("dead, its pidfds are all closed", "P fork A F; A exit 3; P closepidfd A", ""),
  IGNORED("dead, its parent ignores SIGCHLD", "P sigchld ign; P fork A F; A exit 3", ""),
  TRACED("in a stop, traced by its parent", "P fork A F; A traceme; A stop 19", "");

  private final String title;
  private final String before;
  private final String after;

  Situation(String title, String before, String after) {
    this.title = title;
    this.before = before;
    this.after = after;
  }

  String title() {
    return title;
  }

  /** The script that puts a wait into this situation. */
  String around(String wait) {
    return before + "; P " + wait + " => ?" + (after.isEmpty() ? "" : "; " + after);
  }
}
