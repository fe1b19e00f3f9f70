package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;

/**
 * The pidfds of one file descriptor table: threads share it, fork copies it, exec empties it. A
 * copy shares all that neither has changed since, so that a thousand children forked beside a
 * thousand open pidfds cost no million entries.
 */
final class PidfdTable {
  private static final int BITS = 4;
  private static final int WIDTH = 1 << BITS;

  private @Nullable Node root;

  /** How many levels of nodes stand between the root and the files. */
  private int height;

  /** What {@link #put} and {@link #close} have taken out of the table. */
  private @Nullable Pidfd taken;

  /** An open pidfd file; several descriptors may refer to one. */
  static final class Pidfd {
    /** Null for a process that the log never shows, which is nobody's child in it. */
    final @Nullable Task target;

    final @Nullable TracedTask view;
    final boolean nonBlocking;

    /** Places that hold it, one for all tables that share the place. */
    private int references;

    Pidfd(@Nullable Task target, @Nullable TracedTask view, boolean nonBlocking) {
      this.target = target;
      this.view = view;
      this.nonBlocking = nonBlocking;
    }
  }

  /** A stretch of descriptors: of files at the lowest level, else of further nodes. */
  private static final class Node {
    private final @Nullable Object[] slots = new Object[WIDTH];
    private int used;
    private int owners = 1;

    /** The node itself for its only owner, else a copy. */
    Node own() {
      if (owners == 1) {
        return this;
      }
      owners--;
      Node copy = new Node();
      copy.used = used;
      for (int i = 0; i < WIDTH; i++) {
        Object slot = slots[i];
        copy.slots[i] = slot;
        if (slot instanceof Node node) {
          node.owners++;
        } else if (slot instanceof Pidfd file) {
          file.references++;
        }
      }
      return copy;
    }

    void set(int at, @Nullable Object value) {
      used += (value == null ? 0 : 1) - (slots[at] == null ? 0 : 1);
      slots[at] = value;
    }
  }

  @Nullable Pidfd get(int fd) {
    Object at = fits(fd) ? root : null;
    for (int level = height; at instanceof Node node; level--) {
      at = node.slots[place(fd, level)];
    }
    return (Pidfd) at;
  }

  private boolean fits(int fd) {
    return BITS * (height + 1) >= Integer.SIZE || fd >>> BITS * (height + 1) == 0;
  }

  private static int place(int fd, int level) {
    return fd >>> BITS * level & WIDTH - 1;
  }

  /** A descriptor now refers to this file; returns the file it replaced if that is now closed. */
  @Nullable Pidfd put(int fd, Pidfd file) {
    file.references++;
    while (!fits(fd)) {
      Node above = new Node();
      above.set(0, root);
      root = root == null ? null : above;
      height++;
    }
    root = changed(root, height, fd, file);
    return dropped();
  }

  /** Closes a descriptor; returns the file when this was its last reference. */
  @Nullable Pidfd close(int fd) {
    if (get(fd) == null) {
      return null;
    }
    root = changed(root, height, fd, null);
    return dropped();
  }

  private @Nullable Node changed(@Nullable Node node, int level, int fd, @Nullable Pidfd file) {
    Node own = node == null ? new Node() : node.own();
    int at = place(fd, level);
    if (level == 0) {
      taken = (Pidfd) own.slots[at];
      own.set(at, file);
    } else {
      own.set(at, changed((Node) own.slots[at], level - 1, fd, file));
    }
    return own.used == 0 ? null : own;
  }

  private @Nullable Pidfd dropped() {
    Pidfd file = taken;
    taken = null;
    return file == null || --file.references > 0 ? null : file;
  }

  /** The table a forked process gets. */
  PidfdTable copy() {
    PidfdTable copy = new PidfdTable();
    copy.root = root;
    copy.height = height;
    if (root != null) {
      root.owners++;
    }
    return copy;
  }

  /** Closes all descriptors between two; returns the files that nothing refers to any more. */
  List<Pidfd> closeBetween(int first, int last) {
    List<Integer> open = new ArrayList<>();
    collect(root, height, 0, first, last, open);
    List<Pidfd> closed = new ArrayList<>();
    for (int fd : open) {
      Pidfd file = close(fd);
      if (file != null) {
        closed.add(file);
      }
    }
    return closed;
  }

  private static void collect(
      @Nullable Node node, int level, long from, int first, int last, List<Integer> open) {
    for (int i = 0; node != null && i < WIDTH; i++) {
      long start = from + ((long) i << BITS * level);
      long end = start + (1L << BITS * level) - 1;
      if (node.slots[i] instanceof Node inner && end >= first && start <= last) {
        collect(inner, level - 1, start, first, last, open);
      } else if (node.slots[i] instanceof Pidfd && start >= first && start <= last) {
        open.add((int) start);
      }
    }
  }

  /** Closes all descriptors; returns the files that nothing refers to any more. */
  List<Pidfd> closeAll() {
    List<Pidfd> closed = new ArrayList<>();
    release(root, closed);
    root = null;
    height = 0;
    return closed;
  }

  private static void release(@Nullable Node node, List<Pidfd> closed) {
    if (node == null || --node.owners > 0) {
      return;
    }
    for (Object slot : node.slots) {
      if (slot instanceof Node inner) {
        release(inner, closed);
      } else if (slot instanceof Pidfd file && --file.references == 0) {
        closed.add(file);
      }
    }
  }

  boolean isEmpty() {
    return root == null;
  }
}
