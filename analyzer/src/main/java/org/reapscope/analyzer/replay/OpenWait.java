package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.traces.event.CallReturned;

/**
 * A wait call between its first line and its last, with every answer the model gave meanwhile.
 *
 * <p>Default order: a WNOHANG call scans at its first line; a call that may sleep takes the first
 * thing found, as long as no other call has taken it.
 */
final class OpenWait {
  final TracedTask caller;
  final RecordedWait wait;
  final long startLine;
  @Nullable CallReturned end;
  @Nullable WaitRequest request;

  /** The widest request it can have made, when its options are not in the log. */
  @Nullable WaitRequest guess;

  @Nullable TracedTask target;
  @Nullable Rule unknown;
  boolean nonBlocking;

  /** Its caller traces other tasks. */
  boolean tracing;

  /** Its descriptor is none that the log shows, so the model says that it is no pidfd. */
  boolean assumesNoPidfd;

  int wakes;
  long scanned;
  private @Nullable Answer standing;
  private @Nullable Answer accepted;

  /** All answers in their order, null while there is one, which for most calls is all there is. */
  private @Nullable List<Answer> several;

  private @Nullable Answer newest;

  /** What it shares with others that ask the same, null while it asks alone. */
  @Nullable SharedWatch watch;

  SharedWatch.@Nullable Share share;

  /** What it was answered while it shared. */
  private SharedWatch.@Nullable Seen shared;

  OpenWait(TracedTask caller, RecordedWait wait, long startLine, @Nullable CallReturned end) {
    this.caller = caller;
    this.wait = wait;
    this.startLine = startLine;
    this.end = end;
  }

  boolean noHang() {
    return wait.has(WaitOptions.WNOHANG);
  }

  /** Takes in the model's answer at a new point of the interval. */
  void observe(Answer answer) {
    if (standing == null) {
      standing = answer;
      scanned += answer.scanned();
    } else {
      scanned += (long) wakes * answer.scanned();
      if (!noHang() && !stillStands(standing)) {
        standing = answer;
      }
    }
    wakes = 0;
    Answer before = newest;
    if (before == null) {
      newest = answer;
    } else if (!same(before, answer)) {
      several = several == null ? new ArrayList<>(List.of(before)) : several;
      several.add(answer);
      newest = answer;
    }
  }

  /** Whether what an answer reports is still to be had. */
  static boolean stillStands(Answer answer) {
    Task child = answer.child();
    return switch (answer.kind()) {
      case NOTHING -> false;
      case NO_CHILD, ERROR -> true;
      case REPORT ->
          child != null
              && switch (answer.what() == null ? Verdict.EXIT : answer.what()) {
                case EXIT -> child.state() == Task.State.ZOMBIE;
                case STOP -> child.group().stopReport() != 0;
                case CONTINUE -> child.group().isContinued();
                default -> true;
              };
    };
  }

  static boolean same(Answer a, Answer b) {
    return a.kind() == b.kind() && a.child() == b.child() && a.what() == b.what();
  }

  /** The answer that the recorded result was found to agree with, else the default one. */
  Answer accepted() {
    return accepted == null ? standing() : accepted;
  }

  void accept(Answer answer) {
    accepted = answer;
  }

  /** The answer in the default order. */
  Answer standing() {
    Answer answer = standing;
    if (answer == null) {
      throw new IllegalStateException("no answer observed yet");
    }
    return answer;
  }

  /** Whether the model gave any answer. */
  boolean isAnswered() {
    return standing != null;
  }

  /** It shares no more, having been answered this much meanwhile. */
  void leave(@Nullable Answer stood, long scannedMeanwhile, SharedWatch.Seen seen) {
    standing = stood == null ? standing : stood;
    scanned += scannedMeanwhile;
    shared = seen;
    newest = seen.last();
    several = null;
    watch = null;
    share = null;
  }

  /** Every answer the model gave within the interval. */
  List<Answer> seen() {
    Answer only = newest;
    List<Answer> own = several != null ? several : only == null ? List.of() : List.of(only);
    if (shared == null) {
      return own;
    }
    // The newest of those shared is the first of its own.
    List<Answer> seen = shared.list();
    seen.addAll(own.subList(1, own.size()));
    return seen;
  }
}
