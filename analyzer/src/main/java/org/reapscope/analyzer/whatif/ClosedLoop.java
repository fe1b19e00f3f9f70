package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.Totals;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.ChildOutcome;
import org.reapscope.analyzer.result.ChildOutcome.Outcome;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.WhatIf;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;

/**
 * A recorded run played on under another rule while it is replayed under its own.
 *
 * <p>Births, execs and deaths happen as recorded; waits are answered by a second kernel, and the
 * callers adapt. Several of these may watch one replay.
 */
public final class ClosedLoop implements ReplayObserver {
  private static final int CHILDREN_KEPT = 100_000;

  private final String mark;
  private final boolean keepCalls;
  private final Stories stories;
  private final Mirror mirror;
  private final Player player;
  private final Judge judge;
  private final Behaviour behaviour = new Behaviour();
  private final List<ChildOutcome> children = new ArrayList<>();
  private final List<CallRow> calls = new ArrayList<>();

  /**
   * Children released here and not judged yet: the event in which that happened is not over, or a
   * victim's ECHILD stands before the line of the wait that took the child.
   */
  private final List<Image> released = new ArrayList<>(2);

  private final long[] byOutcome = new long[Outcome.values().length];
  private final List<BiConsumer<Story, Outcome>> readers = new ArrayList<>();
  private long marked;
  private long alive;
  private long recorded;
  private long made;
  private long different;
  private long scanned;
  private boolean diverged;

  /**
   * Prepares to play on.
   *
   * @param stories the replay's stories, which must be told of every event before this is
   * @param world the replayed machine
   * @param mark the marking in words
   * @param keepCalls whether to keep a row for every wait
   */
  ClosedLoop(
      Semantics semantics,
      MarkPolicy marks,
      String mark,
      Stories stories,
      World world,
      boolean keepCalls) {
    this.mark = mark;
    this.keepCalls = keepCalls;
    this.stories = stories;
    this.mirror = new Mirror(semantics, marks);
    this.player = new Player(mirror, stories, world, this::played);
    this.judge = new Judge(semantics);
  }

  /** The other kernel. */
  Mirror mirror() {
    return mirror;
  }

  /** Adds someone who hears each marked child's outcome. */
  void tell(BiConsumer<Story, Outcome> reader) {
    readers.add(reader);
  }

  // The recorded run -----------------------------------------------------------------------------

  @Override
  public void born(TracedTask child, boolean thread) {
    Image image = mirror.born(child, thread, thread ? null : stories.of(child));
    marked += image != null && image.marked ? 1 : 0;
    settle();
  }

  @Override
  public void died(TracedTask leader) {
    ThreadGroup parent = parentOf(leader);
    mirror.died(leader);
    behaviour.died(leader, mirror.imageOf(leader.task()).group());
    settle();
    if (parent != null) {
      player.wake(parent);
      settle();
    }
  }

  private static @Nullable ThreadGroup parentOf(TracedTask leader) {
    return leader.task().realParent() == null ? null : leader.task().realParent().group();
  }

  @Override
  public void reparented(TracedTask child, TracedTask newParent, long line) {
    mirror.reparented(child, newParent);
    settle();
  }

  @Override
  public void reapedUnseen(TracedTask leader, long line) {
    mirror.released(leader);
    settle();
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    if (autoreaped && !outlivesItsInit(leader)) {
      mirror.released(leader);
      settle();
    }
  }

  /**
   * Whether this is a zombie that pid 1 of its namespace leaves behind and the kernel's last wait
   * for everybody does not see (E.3). Not those that the namespace's end has killed itself.
   */
  private boolean outlivesItsInit(TracedTask leader) {
    Image image = mirror.child(leader.task());
    Story story = image == null ? null : image.story;
    int status = leader.task().exitStatusOfProcess();
    return image != null
        && story != null
        && story.book.isInit()
        && mirror.hidesFromAnybody(image.task)
        && (status & 0x7f) != Signals.SIGKILL
        && (mirror.isEnding(story.book.parent) || !story.orphan);
  }

  @Override
  public void waiting(TracedTask caller, RecordedWait wait) {
    player.waiting(caller, wait);
  }

  @Override
  public void waited(JudgedWait wait) {
    player.waited(wait);
    settle();
    player.wake(wait.caller().task().group());
    settle();
  }

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    judgeReleased();
    if (event instanceof CallEntered entered) {
      exits(task, entered.call());
      player.seen(task, event, entered.call(), true);
    } else if (event instanceof CallReturned returned) {
      exits(task, returned.call());
      player.seen(task, event, returned.call(), false);
      if (returned.call() instanceof Call.Exec && returned.outcome().ok()) {
        mirror.executed(task);
      }
    } else {
      player.seen(task, event, null, false);
      if (event instanceof TaskExecuted) {
        mirror.executed(task);
      } else if (event instanceof TaskExited) {
        exited(task);
      }
    }
  }

  private void exits(TracedTask task, Call call) {
    ThreadGroup group = task.task().group();
    if (call instanceof Call.Exit exit
        && exit.group()
        && group.namespace().childReaper() == group
        && group.namespace().parent() != null) {
      mirror.ending(group);
    }
  }

  private void exited(TracedTask task) {
    Caller caller = player.caller(task);
    if (caller != null) {
      behaviour.over(caller);
    }
    Story awaited = player.awaitedBy(task);
    Image image = awaited == null ? null : mirror.child(awaited.child.task());
    if (image != null) {
      image.awaited = true;
    }
    player.forget(task);
    mirror.threadExited(task);
    settle();
  }

  // The run played on ----------------------------------------------------------------------------

  private void played(JudgedWait wait, Player.Play play) {
    if (play.blocks()) {
      // It comes back later, and is counted then.
      different++;
      diverged = true;
      made++;
      recorded++;
      scanned += play.scanned();
      row(wait, play, "blocks");
      return;
    }
    boolean woken = play.made() && !play.same() && isHeldAgain(wait, play);
    if (!woken) {
      recorded++;
      made += play.made() ? 1 : 0;
      scanned += play.scanned();
    }
    if (!play.same()) {
      different += woken ? 0 : 1;
      diverged = true;
    }
    row(
        wait,
        play,
        !play.made()
            ? "not made"
            : play.answer() == null ? wait.recorded() : words(play.answer(), wait));
  }

  private @Nullable JudgedWait lastHeld;

  // A held wait is the same object when it is played again.
  @SuppressWarnings("ReferenceEquality")
  private boolean isHeldAgain(JudgedWait wait, Player.Play play) {
    return wait == lastHeld && play.made();
  }

  private void row(JudgedWait wait, Player.Play play, String replayed) {
    lastHeld = play.blocks() ? wait : lastHeld;
    if (!keepCalls) {
      return;
    }
    Evidence evidence =
        wait.evidence() == Evidence.EXACT && (diverged || !play.same())
            ? Evidence.INFERRED
            : wait.evidence();
    String rule =
        evidence == Evidence.INFERRED && wait.evidence() == Evidence.EXACT
            ? play.same() ? "after-a-difference" : "other-rule"
            : wait.rule() == null ? "" : wait.rule().id();
    calls.add(Totals.row(wait).answered(replayed, evidence, rule, play.scanned()));
  }

  private String words(Answer answer, JudgedWait wait) {
    Image image = answer.child() == null ? null : mirror.of(answer.child());
    return switch (answer.kind()) {
      case REPORT -> childWords(answer, image);
      case NOTHING -> wait.call().has(WaitOptions.WNOHANG) ? "0" : "blocks";
      case NO_CHILD -> "ECHILD";
      case ERROR -> org.reapscope.analyzer.kernel.Errno.name(answer.errno());
    };
  }

  private static String childWords(Answer answer, @Nullable Image image) {
    int number =
        image != null && image.story != null
            ? image.story.number
            : answer.child() == null ? 0 : answer.child().tid();
    int status = answer.value();
    return number
        + ((status & 0x7f) == 0
            ? " exited " + (status >> 8)
            : " killed by signal " + (status & 0x7f));
  }

  // Outcomes -------------------------------------------------------------------------------------

  private void settle() {
    released.addAll(mirror.takeReleased());
  }

  /** Judges the released children of which the log has told how they left their parent. */
  private void judgeReleased() {
    if (!released.isEmpty()) {
      List<Image> decided =
          released.stream().filter(each -> each.story == null || each.story.isDecided()).toList();
      released.removeAll(decided);
      decided.forEach(this::judge);
    }
  }

  private void judge(Image image) {
    if (!image.marked || image.judged) {
      return;
    }
    image.judged = true;
    Story story = image.story;
    boolean awaited = image.awaited || (story != null && player.isAwaited(story));
    ChildOutcome outcome = judge.judge(image, awaited);
    if (outcome == null || story == null) {
      alive++;
      return;
    }
    byOutcome[outcome.outcome().ordinal()]++;
    if (children.size() < CHILDREN_KEPT) {
      children.add(outcome);
    }
    readers.forEach(each -> each.accept(story, outcome.outcome()));
  }

  @Override
  public void ended(World over) {
    settle();
    released.forEach(this::judge);
    for (Image image : List.copyOf(mirror.children())) {
      judge(image);
    }
    player.all().forEach(behaviour::over);
  }

  /** Every wait as it would go, where rows were asked for. */
  public List<CallRow> calls() {
    return calls;
  }

  /** What the run played on shows of threads and namespaces, in line order. */
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>(behaviour.findings(mirror.semantics().name()));
    for (ChildOutcome child : children) {
      if (child.outcome() == Outcome.HANGS || child.outcome() == Outcome.LEAKS) {
        found.add(OutcomeFinding.of(child));
      }
    }
    return found;
  }

  /** The outcome. {@code misreaps} of the recording. */
  public WhatIf result(long misreaps) {
    children.sort(
        Comparator.comparing(ChildOutcome::outcome).thenComparingLong(ChildOutcome::spawnLine));
    long fixed = count(Outcome.FIXED);
    return new WhatIf(
        mirror.semantics().name(),
        mark,
        marked,
        fixed,
        count(Outcome.UNCHANGED),
        count(Outcome.IMPROVED),
        count(Outcome.LEAKS),
        count(Outcome.HANGS),
        alive,
        Math.max(0, misreaps - fixed),
        behaviour.stuck(),
        behaviour.spins(),
        recorded,
        made,
        different,
        scanned,
        children);
  }

  private long count(Outcome outcome) {
    return byOutcome[outcome.ordinal()];
  }
}
