package org.reapscope.analyzer.findings;

import java.util.List;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Finding;

/** One finding rule: watches the replay and the case files, and speaks when the log is over. */
interface Detector extends ReplayObserver {

  /**
   * Nothing more can come of this child: its number is used again, its parent gone, the log over.
   */
  default void closed(CaseFile file) {}

  /** A dead child that nobody has reaped loses its parent at this line, or the log ends. */
  default void left(CaseFile file, Leaving how) {}

  /** A signal was sent by number to a child that was gone; told once a child. */
  default void signalledLate(CaseFile file, LateSignal signal) {}

  /** How many findings are kept back because the log does not show all that bears on them. */
  default int withheld(Coverage coverage) {
    return 0;
  }

  /** What the whole log shows, in line order. */
  List<Finding> findings(Coverage coverage);

  /**
   * The end of a zombie's time with one parent.
   *
   * @param line last line of that time
   * @param time its clock, or {@code ProcessEvent.NO_TIME}
   * @param parentDied false when the log ended first
   */
  record Leaving(long line, long time, boolean parentDied) {}

  /**
   * A signal to a number that is free again, or another's.
   *
   * @param words the call, such as {@code kill(7, 15)}
   * @param hit whether the call succeeded, so that it reached whoever has the number now
   */
  record LateSignal(TracedTask sender, String words, long line, long time, boolean hit) {}
}
