package org.reapscope.cli.record;

import java.util.List;

/** What is to be recorded. */
public sealed interface Target {
  /** Name for files and messages: the program's, or the numbers'. */
  String name();

  /**
   * A program to be started.
   *
   * @param words its name and arguments
   */
  record Command(List<String> words) implements Target {
    /** Copies the words. */
    public Command {
      words = List.copyOf(words);
    }

    @Override
    public String name() {
      String program = words.get(0);
      return program.substring(program.lastIndexOf('/') + 1);
    }
  }

  /**
   * Processes that run already, with all their threads and whatever they start.
   *
   * @param pids their numbers
   */
  record Running(List<Long> pids) implements Target {
    /** Copies the numbers. */
    public Running {
      pids = List.copyOf(pids);
    }

    @Override
    public String name() {
      return "pid-" + pids.get(0);
    }
  }
}
