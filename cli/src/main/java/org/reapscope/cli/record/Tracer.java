package org.reapscope.cli.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way of recording. */
interface Tracer {
  /** Its name, strace or ftrace; also the ending of a file's name. */
  String word();

  /** The clock of its logs, in words. */
  String clock();

  /**
   * Makes sure that it can record here.
   *
   * @throws CannotRecordException when it cannot
   */
  void check(Target target) throws CannotRecordException, IOException;

  /** What to type to record without this program, line by line. */
  List<String> script(Target target, Path file, long kilobytes);

  /** Starts recording. {@code file} exists by then. */
  Recording start(RecordRequest request, ProgramTree tree, Guardian guardian)
      throws CannotRecordException, IOException;

  /** Starts a command that is recorded in the same way, but whose log nobody keeps. */
  Trial trial(List<String> words, ProgramTree tree, Guardian guardian)
      throws CannotRecordException, IOException;
}
