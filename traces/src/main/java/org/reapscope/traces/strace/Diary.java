package org.reapscope.traces.strace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.scan.Unparsed;

/** What the reader notes about the log as a whole while it reads. */
final class Diary {
  final Unparsed unparsed = new Unparsed();
  Clock clock = new Clock();
  long backwards;
  int files = 1;
  final Descriptors descriptors = new Descriptors();
  private final boolean[] calls = new boolean[Syscall.values().length];
  long lines;
  long eventLines;
  long skipped;
  long events;
  long orphanResumes;
  long openAtEnd;
  long cutLines;
  boolean unterminated;
  boolean pids;
  boolean bracketedPids;
  boolean comms;
  boolean durations;
  boolean relativeToo;
  boolean outerNumbers;
  boolean stacks;
  boolean exits;
  boolean begun;
  boolean headIsExec;
  boolean headCut;
  boolean separatorBefore;
  boolean separatorAfter;
  boolean blankAfterResumed;
  boolean detached;
  boolean numberless;

  void saw(Syscall call) {
    calls[call.ordinal()] = true;
  }

  private boolean sawWait() {
    for (Syscall call : Syscall.values()) {
      if (call.waits() && calls[call.ordinal()]) {
        return true;
      }
    }
    return false;
  }

  private Set<String> seen() {
    Set<String> names = new HashSet<>();
    for (Syscall call : Syscall.values()) {
      if (calls[call.ordinal()]) {
        names.add(call.word());
      }
    }
    return names;
  }

  TraceFacts facts() {
    boolean complete =
        headIsExec && !unterminated && openAtEnd == 0 && orphanResumes == 0 && !detached;
    return new TraceFacts(
        "strace",
        dialect(),
        lines,
        events,
        unparsed.count(),
        unparsed.samples(),
        0,
        complete,
        clock.words(),
        seen(),
        notes());
  }

  private String dialect() {
    StringBuilder words = new StringBuilder("strace");
    if (files > 1) {
      words.append(" -ff (").append(files).append(" files)");
    } else if (pids) {
      words.append(" -f");
    }
    switch (clock.kind()) {
      case UNIX -> words.append(" -ttt");
      case TIME_OF_DAY -> words.append(clock.words().endsWith(", seconds") ? " -t" : " -tt");
      case RELATIVE -> words.append(" -r");
      case NONE -> {}
    }
    append(words, relativeToo, " -r");
    append(words, durations, " -T");
    append(words, descriptors.decorated(), " -y");
    append(words, comms, " -Y");
    append(words, outerNumbers, " --decode-pids=pidns");
    append(words, stacks, " -k");
    append(words, bracketedPids, ", from standard error");
    if (blankAfterResumed) {
      words.append(", 4.26 or older style");
    } else if (separatorAfter) {
      words.append(", 6.16 or newer style");
    } else if (separatorBefore) {
      words.append(", 5.0 to 6.15 style");
    }
    return words.toString();
  }

  private static void append(StringBuilder words, boolean seen, String word) {
    if (seen) {
      words.append(word);
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!sawWait()) {
      notes.add("no wait calls were recorded: neither misreaps nor leaks can be judged");
    }
    if (!exits) {
      notes.add("no exit lines (strace -qq): when a child died is inferred from what followed");
    }
    if (!headIsExec) {
      notes.add("the log does not begin with an execve: strace was attached, or the head is cut");
    }
    if (orphanResumes > 0) {
      notes.add(orphanResumes + " calls end in the log without having begun in it");
    }
    if (openAtEnd > 0) {
      notes.add(openAtEnd + " calls were still open where the log ends");
    }
    if (headCut) {
      notes.add("the first line is cut");
    }
    if (unterminated) {
      notes.add("the last line is cut");
    }
    if (cutLines > 0) {
      notes.add(cutLines + " overlong lines were read in part");
    }
    if (backwards > 0) {
      notes.add("times go backwards " + backwards + " times (strace -z, or a changed clock)");
    }
    if (numberless) {
      notes.add("the log never shows the first process's number: it stands as 0");
    }
    if (detached) {
      notes.add("strace let go of running tasks");
    }
    return notes;
  }
}
