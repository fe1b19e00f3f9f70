package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.result.ChildOutcome;
import org.reapscope.analyzer.result.ChildOutcome.Outcome;
import org.reapscope.analyzer.result.Finding;

/**
 * Says what becomes of one marked child, from what the recording shows of it and from who collected
 * it when the run was played on.
 *
 * <p>A child that nobody collects any more leaks. It hangs when the log shows that its parent's
 * code depends on its end: it slept until the child died, asks for its children's ends in its own
 * mainline code, where it can act on them (probable only), signals the child, or learns of the end
 * by a peek before it reaps by number. A signal handler that collects whatever is dead shows no
 * such thing.
 */
final class Judge {
  private final Semantics semantics;

  Judge(Semantics semantics) {
    this.semantics = semantics;
  }

  /** The outcome; null for a child that still lives, or of which the log shows too little. */
  @Nullable ChildOutcome judge(Image image, boolean awaited) {
    Story story = image.story;
    if (story == null || image.task.group().isAlive()) {
      return null;
    }
    if (image.collectedBy != null) {
      return collected(image, story);
    }
    if (awaited) {
      return outcome(
          image,
          story,
          story.takenGenerically() ? Outcome.FIXED : Outcome.UNCHANGED,
          "inferred",
          "a focused wait for it was under way and never came back in the recording; here it gets"
              + " the status");
    }
    boolean released = image.task.state() != org.reapscope.analyzer.kernel.Task.State.ZOMBIE;
    if (released && !image.abandoned) {
      return discarded(image, story);
    }
    return left(image, story);
  }

  private ChildOutcome collected(Image image, Story story) {
    JudgedWait collector = image.collectedBy;
    String by = collector == null ? "" : collector.call().words();
    boolean sameCall =
        story.reap != null && collector != null && story.reap.line() == collector.end().line();
    if (!sameCall
        && story.takenGenerically()
        && collector != null
        && collector.call().isFocused()) {
      return outcome(
          image,
          story,
          Outcome.FIXED,
          askedOnlyAfter(story) ? "probable" : "exact",
          "hidden from "
              + taker(story)
              + ", it is left to "
              + by
              + ", which gets its status"
              + (askedOnlyAfter(story)
                  ? ". It was asked for only after it had been taken: if that was because of"
                      + " what the taker said, nobody says it any more, and this hangs"
                  : ""));
    }
    if (sameCall && image.marked && story.peekLine > 0 && !story.takenGenerically()) {
      return outcome(
          image,
          story,
          Outcome.IMPROVED,
          "inferred",
          "a peek for anybody at line "
              + story.peekLine
              + " met it, dead, in front of the others; marked it stands in nobody's way");
    }
    if (sameCall && story.polledTogether) {
      return outcome(
          image,
          story,
          Outcome.IMPROVED,
          "inferred",
          story.emptyAsks
              + (story.emptyAsks == 1 ? " wait" : " waits")
              + " for it found nothing: a pidfd in the event loop needs one; the mark alone saves"
              + " nothing, but lets the loop drain what is left with one generic wait");
    }
    String note =
        sameCall
            ? "collected by " + by + " as before"
            : "collected by " + by + " instead of " + taker(story);
    return outcome(image, story, Outcome.UNCHANGED, sameCall ? "exact" : "inferred", note);
  }

  private static boolean askedOnlyAfter(Story story) {
    Story.Reap reap = story.reap;
    return reap != null && story.firstAsk > reap.line() && !story.watched;
  }

  private static String taker(Story story) {
    return story.reap == null ? "nobody" : story.reap.call();
  }

  /** Released without a wait. */
  private ChildOutcome discarded(Image image, Story story) {
    if (wasCutShort(image, story)) {
      return cutShort(image, story);
    }
    if (story.fate != Story.Fate.WAITED) {
      return outcome(
          image,
          story,
          Outcome.UNCHANGED,
          "exact",
          story.fate == Story.Fate.AUTOREAPED
              ? "the kernel discards it as before, without a wait"
              : "nobody in the log collects it, then or now");
    }
    String loses =
        "the kernel releases it at its death: " + taker(story) + " gets ECHILD or sleeps on";
    return story.takenGenerically() && dependence(story).isEmpty()
        ? outcome(image, story, Outcome.UNCHANGED, "inferred", loses + "; nothing depends on it")
        : outcome(
            image, story, Outcome.HANGS, "inferred", loses + "; the status is only in its pidfd");
  }

  /**
   * Whether its parent was killed before any wait collected it, and till then waited for anybody,
   * never for this child: what the recording does not show any more is how it would have been
   * collected.
   */
  private boolean wasCutShort(Image image, Story story) {
    return story.fate != Story.Fate.WAITED
        && semantics.hides(image.task, WaitRequest.Selector.ANY, false, false)
        && !story.inherited
        && !story.orphan
        && !story.isWanted()
        && !story.pidfdHeld
        && story.book.askedForAnybody > story.line
        && story.book.wasKilled();
  }

  private static ChildOutcome cutShort(Image image, Story story) {
    boolean mainline = story.awaitedInMainline();
    return outcome(
        image,
        story,
        mainline ? Outcome.HANGS : Outcome.LEAKS,
        "probable",
        "nobody collects it in the recording, since "
            + process(story)
            + " was killed first; it waits for anybody and never for this child, so that its end"
            + (mainline ? " would go unnoticed" : " would leave a zombie"));
  }

  /** A zombie to the end. */
  private ChildOutcome left(Image image, Story story) {
    if (wasCutShort(image, story)) {
      return cutShort(image, story);
    }
    if (story.fate == Story.Fate.OPEN || story.fate == Story.Fate.UNSEEN) {
      return outcome(
          image, story, Outcome.UNCHANGED, "exact", "nobody in the log collects it, then or now");
    }
    if (story.fate == Story.Fate.AUTOREAPED) {
      return outcome(
          image,
          story,
          Outcome.LEAKS,
          "inferred",
          "the kernel took it when its namespace ended; here the last wait of "
              + process(story)
              + " for everybody does not see it: it stays a zombie");
    }
    if (story.orphan) {
      return outcome(
          image,
          story,
          Outcome.LEAKS,
          "exact",
          "the mark survives its parent: "
              + process(story)
              + " inherits it, hears SIGCHLD, and its "
              + taker(story)
              + " never sees it");
    }
    if (story.inherited && story.takenGenerically()) {
      return outcome(
          image,
          story,
          Outcome.LEAKS,
          "inferred",
          process(story)
              + " became another program after it had made it, and that program's "
              + taker(story)
              + " does not see it: it stays a zombie");
    }
    List<String> evidence = dependence(story);
    String hidden =
        image.unprompted
            ? "the peek that showed it no longer does"
            : story.takenGenerically()
                ? "hidden from " + taker(story) + ", and no wait names it"
                : taker(story) + " does not collect it under " + semantics.name();
    if (evidence.isEmpty()) {
      return outcome(
          image,
          story,
          Outcome.LEAKS,
          "inferred",
          hidden
              + ": it stays a zombie. The log shows nothing that depends on its end; code that does"
              + " would wait for ever");
    }
    return outcome(
        image,
        story,
        Outcome.HANGS,
        isPlain(story) ? "inferred" : "probable",
        hidden + ": its end goes unnoticed, and " + String.join(", ", evidence));
  }

  /** Whether more shows the dependence than the place of the wait in the program. */
  private static boolean isPlain(Story story) {
    Story.Reap reap = story.reap;
    return story.signalled
        || story.peekedThenReaped()
        || (reap != null && (reap.blocks() || reap.kind() != Story.Kind.GENERIC));
  }

  /** What shows that code of the parent depends on the child's end. */
  private static List<String> dependence(Story story) {
    List<String> evidence = new ArrayList<>();
    Story.Reap reap = story.reap;
    if (reap == null) {
      return evidence;
    }
    String parent = process(story);
    if (story.peekedThenReaped()) {
      evidence.add(parent + " learns of it by a peek for anybody");
    }
    if (reap.kind() != Story.Kind.GENERIC) {
      evidence.add("the code that asks for it by " + word(reap.kind()) + " is told nothing");
      return evidence;
    }
    if (reap.blocks() && (reap.leader() || !story.byLeader)) {
      evidence.add(parent + " slept in " + reap.call() + " until it died");
    }
    if (story.signalled) {
      evidence.add(parent + " signals it by number, so keeps track of it");
    }
    if (reap.awaited() && story.takenInHandler()) {
      evidence.add(parent + " slept in rt_sigsuspend until the signal of it came");
    }
    if (!reap.blocks() && !story.takenInHandler()) {
      evidence.add(parent + " asks for ends outside of signal handlers, where it can act on them");
    }
    return evidence;
  }

  private static String word(Story.Kind kind) {
    return kind == Story.Kind.PIDFD ? "pidfd" : "pid";
  }

  private static String process(Story story) {
    String comm = story.book.comm();
    return "process " + story.book.parent.pid() + (comm.isEmpty() ? "" : " (" + comm + ")");
  }

  private static ChildOutcome outcome(
      Image image, Story story, Outcome outcome, String evidence, String note) {
    return new ChildOutcome(
        story.number,
        image.child.comm(),
        story.line,
        new Finding.Party(story.book.parent.pid(), story.book.comm()),
        story.fate == Story.Fate.AUTOREAPED
            ? "the kernel"
            : story.reap == null ? "" : story.reap.call(),
        outcome,
        evidence,
        note);
  }
}
