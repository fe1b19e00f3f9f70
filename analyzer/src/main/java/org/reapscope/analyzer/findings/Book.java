package org.reapscope.analyzer.findings;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Finding;

/** One process's children: those it has, and those it lost whose number is not used again yet. */
final class Book {
  /**
   * Children kept that are gone: more than a process has alive at once, far fewer than the four
   * million numbers after which Linux begins anew.
   */
  private static final int KEPT = 1 << 14;

  final ThreadGroup parent;
  final @Nullable TracedTask leader;
  private final Map<ThreadGroup, CaseFile> open = new LinkedHashMap<>(4);
  private final Map<Integer, CaseFile> settled = new HashMap<>(4);
  private final Map<TracedTask, CaseFile> settledByChild = new HashMap<>(4);

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

  /** Whether it is pid 1 of a pid namespace, which takes its zombies with it when it dies. */
  boolean isInit() {
    return parent.namespace().childReaper() == parent;
  }

  @Nullable CaseFile open(ThreadGroup child) {
    return open.get(child);
  }

  @Nullable CaseFile settled(int number) {
    return settled.get(number);
  }

  Collection<CaseFile> allOpen() {
    return open.values();
  }

  List<CaseFile> allSettled() {
    return List.copyOf(settled.values());
  }

  void add(ThreadGroup child, CaseFile file) {
    open.put(child, file);
  }

  void remove(ThreadGroup child) {
    open.remove(child);
  }

  /** The file of a child that is gone, null when none is kept. */
  @Nullable CaseFile settled(TracedTask child) {
    return settledByChild.get(child);
  }

  /**
   * Keeps a child that is gone under its number, for whoever asks after it later. Told are the
   * children that give way: one that had the number before, and the one gone longest of too many.
   */
  void settle(CaseFile file, Consumer<CaseFile> over) {
    settled.remove(file.settledAs, file);
    file.settledAs = file.number;
    if (file.child != null) {
      settledByChild.put(file.child, file);
    }
    CaseFile before = settled.put(file.number, file);
    if (before != null && before != file) {
      settledByChild.remove(before.child);
      over.accept(before);
    }
    if (gone.peekLast() != file) {
      gone.add(file);
    }
    while (gone.size() > KEPT) {
      CaseFile oldest = gone.remove();
      if (settled.remove(oldest.settledAs, oldest)) {
        settledByChild.remove(oldest.child);
        over.accept(oldest);
      }
    }
  }

  /** Lets go of the child that was kept under a number. */
  @Nullable CaseFile strike(int number) {
    CaseFile file = settled.remove(number);
    if (file != null) {
      settledByChild.remove(file.child);
    }
    return file;
  }

  void strikeAll() {
    settled.clear();
    settledByChild.clear();
    gone.clear();
  }
}
