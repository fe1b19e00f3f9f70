package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.WaitRequest;

/**
 * Open waits of one process that ask the same: at each change the model is asked once for all of
 * them, and what each has been answered is kept once. Each wait comes to hold what it would, had it
 * asked alone.
 */
final class SharedWatch {
  private final WaitRequest request;
  private final boolean tracing;
  private final Set<OpenWait> members = new LinkedHashSet<>();

  /** What the model answered, each time something else, the latest last. */
  private final List<Answer> answers = new ArrayList<>();

  /** Which of them only those waits have seen that joined then. */
  private final BitSet atJoining = new BitSet();

  private final List<Stand> stands = new ArrayList<>(2);

  /** Members that joined when the others had been woken already, and how often. */
  private final List<OpenWait> late = new ArrayList<>(0);

  private int wakes;
  private long scanned;

  /** The answer in the default order of some of the members. */
  private static final class Stand {
    private Answer answer;
    private @Nullable Stand joined;

    Stand(Answer answer) {
      this.answer = answer;
    }

    Stand now() {
      Stand at = this;
      while (at.joined != null) {
        at = at.joined;
      }
      joined = at == this ? null : at;
      return at;
    }
  }

  /** What one wait has of its watch. */
  static final class Share {
    private final int from;
    private final @Nullable Stand stand;
    private int wakesBefore;
    private long scannedBefore;

    private Share(int from, @Nullable Stand stand, int wakesBefore, long scannedBefore) {
      this.from = from;
      this.stand = stand;
      this.wakesBefore = wakesBefore;
      this.scannedBefore = scannedBefore;
    }
  }

  SharedWatch(WaitRequest request, boolean tracing) {
    this.request = request;
    this.tracing = tracing;
  }

  /** What to ask the model. */
  WaitRequest request() {
    return request;
  }

  /** Whether the process that asks traces other tasks. */
  boolean isTracing() {
    return tracing;
  }

  Set<OpenWait> members() {
    return members;
  }

  /** A wait joins that has just had its first answer. */
  void join(OpenWait wait) {
    Answer first = wait.standing();
    members.add(wait);
    int last = answers.size() - 1;
    if (last < 0 || !OpenWait.same(answers.get(last), first)) {
      answers.add(first);
      atJoining.set(++last);
    }
    Stand stand = wait.noHang() ? null : standOf(first);
    if (wakes > 0) {
      late.add(wait);
    }
    wait.share = new Share(last, stand, wakes, scanned);
    wait.watch = this;
  }

  private Stand standOf(Answer answer) {
    for (Stand each : stands) {
      if (OpenWait.same(each.answer, answer)) {
        return each;
      }
    }
    Stand stand = new Stand(answer);
    stands.add(stand);
    return stand;
  }

  /** A wake-up has reached the members. */
  void wake() {
    wakes++;
  }

  /** Takes in the model's answer after a change. */
  void observe(Answer answer) {
    scanned += (long) wakes * answer.scanned();
    for (OpenWait each : late) {
      Share share = each.share;
      if (share != null) {
        share.scannedBefore += (long) share.wakesBefore * answer.scanned();
        share.wakesBefore = 0;
      }
    }
    late.clear();
    wakes = 0;
    int last = answers.size() - 1;
    if (OpenWait.same(answers.get(last), answer)) {
      atJoining.clear(last);
    } else {
      answers.add(answer);
    }
    moveStands(answer);
  }

  private void moveStands(Answer answer) {
    Stand moved = null;
    for (int i = stands.size() - 1; i >= 0; i--) {
      Stand stand = stands.get(i);
      if (OpenWait.stillStands(stand.answer)) {
        continue;
      }
      if (moved == null) {
        moved = stand;
      } else {
        stand.joined = moved;
        stands.remove(i);
      }
    }
    if (moved != null) {
      moved.answer = answer;
    }
  }

  /** How many answers stand for some member: what a change costs. */
  int weight() {
    return stands.size();
  }

  /** A wait leaves with what it has. */
  void leave(OpenWait wait) {
    Share share = wait.share;
    if (share != null && members.remove(wait)) {
      Answer standing = share.stand == null ? null : share.stand.now().answer;
      Seen seen = new Seen(this, share.from, answers.size());
      wait.wakes = wakes - share.wakesBefore;
      wait.leave(standing, scanned - share.scannedBefore, seen);
    }
  }

  /** The answers that one wait has seen, of those that its watch keeps. */
  record Seen(SharedWatch watch, int from, int until) {
    /** The latest. */
    Answer last() {
      int at = until - 1;
      while (at > from && watch.atJoining.get(at)) {
        at--;
      }
      return watch.answers.get(at);
    }

    /** In their order, no two in a row the same. */
    List<Answer> list() {
      List<Answer> seen = new ArrayList<>();
      for (int i = from; i < until; i++) {
        Answer answer = watch.answers.get(i);
        boolean own = i == from || !watch.atJoining.get(i);
        if (own && (seen.isEmpty() || !OpenWait.same(seen.get(seen.size() - 1), answer))) {
          seen.add(answer);
        }
      }
      return seen;
    }
  }
}
