package org.reapscope.analyzer.findings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.traces.IntMap;

/** One process's children: those it has, and those it lost whose number is not used again yet. */
final class Book {
  /**
   * Children kept that are gone: more than a process has alive at once, far fewer than the four
   * million numbers after which Linux begins anew.
   */
  private static final int KEPT = 1 << 14;

  final ThreadGroup parent;
  final @Nullable TracedTask leader;
  private @Nullable CaseFile oldest;
  private @Nullable CaseFile newest;
  private final IntMap<CaseFile> settled = new IntMap<>();

  /** The same in the order in which they went; some may have given way already. */
  private final ArrayDeque<CaseFile> gone = new ArrayDeque<>(4);

  /** Event-loop turns and finished wait calls of the process. */
  long turns;

  long waits;

  /** The program in it has waited for anybody's death, or does so now. */
  boolean waitsForAnybody;

  /** It traces tasks, so that the log does not show which of its waits took a child. */
  boolean traces;

  /** SIGCHLD has reached it, or a wait has told it of a child: it does not ignore them. */
  boolean heardOfChildren;

  /** A wait of it gave what only something missing from the log explains. */
  boolean guessed;

  /** A result of its waits leaves open whose child it was. */
  boolean familyGuessed;

  /** Line of the last wait that may have taken a child which the log does not name. */
  long blindLine;

  /** A wait of it took a child that the log does not know by the number given. */
  boolean tookStranger;

  /** It has waited for single children. */
  boolean asksByName;

  Book(ThreadGroup parent, @Nullable TracedTask leader) {
    this.parent = parent;
    this.leader = leader;
  }

  /** The process as reports name it. */
  Finding.Party party() {
    return new Finding.Party(parent.pid(), leader == null ? "" : leader.comm());
  }

  /** Whether the log shows how the process came to be, so that it shows every child of it. */
  boolean isKnownFromBirth() {
    return leader != null && !leader.isFromBefore();
  }

  /** Whether it is pid 1 of a pid namespace, which takes its zombies with it when it dies. */
  boolean isInit() {
    return parent.namespace().childReaper() == parent;
  }

  @Nullable CaseFile open(ThreadGroup child) {
    CaseFile file = CaseFile.openOf(child);
    return file != null && file.book == this ? file : null;
  }

  @Nullable CaseFile settled(int number) {
    return settled.get(number);
  }

  /** The children that it has, in the order in which it got them. */
  List<CaseFile> allOpen() {
    List<CaseFile> all = new ArrayList<>();
    for (CaseFile file = oldest; file != null; file = file.next) {
      all.add(file);
    }
    return all;
  }

  List<CaseFile> allSettled() {
    return settled.values();
  }

  /** It has this child now, the newest of all. */
  void add(CaseFile file) {
    file.listed = true;
    file.previous = newest;
    file.next = null;
    if (newest == null) {
      oldest = file;
    } else {
      newest.next = file;
    }
    newest = file;
  }

  /** It does not have this child any more. */
  void remove(CaseFile file) {
    if (!file.listed) {
      return;
    }
    CaseFile before = file.previous;
    CaseFile after = file.next;
    if (before == null) {
      oldest = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.previous = before;
    }
    file.previous = null;
    file.next = null;
    file.listed = false;
  }

  /** The file of a child that is gone, null when none is kept. */
  @Nullable CaseFile settled(TracedTask child) {
    return child.attachment() instanceof CaseFile file && !file.listed && file.book == this
        ? file
        : null;
  }

  /**
   * Keeps a child that is gone under its number, for whoever asks after it later. Told are the
   * children that give way: one that had the number before, and the one gone longest of too many.
   */
  void settle(CaseFile file, Consumer<CaseFile> over) {
    settled.remove(file.settledAs, file);
    file.settledAs = file.number;
    file.attach();
    CaseFile before = settled.put(file.number, file);
    if (before != null && before != file) {
      before.detach();
      over.accept(before);
    }
    if (gone.peekLast() != file) {
      gone.add(file);
    }
    while (gone.size() > KEPT) {
      CaseFile longest = gone.remove();
      if (settled.remove(longest.settledAs, longest)) {
        longest.detach();
        over.accept(longest);
      }
    }
  }

  /** Lets go of the child that was kept under a number. */
  @Nullable CaseFile strike(int number) {
    CaseFile file = settled.remove(number);
    if (file != null) {
      file.detach();
    }
    return file;
  }

  void strikeAll() {
    for (CaseFile file : settled.values()) {
      file.detach();
    }
    settled.clear();
    gone.clear();
  }
}
