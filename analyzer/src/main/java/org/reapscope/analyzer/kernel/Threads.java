package org.reapscope.analyzer.kernel;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one process in creation order. Each knows its place, so that taking one out of
 * many is no search, and the first that lives is not looked for among the dead again and again.
 */
final class Threads extends AbstractCollection<Task> {
  private @Nullable Task[] places = new Task[4];
  private int used;
  private int size;

  /** No thread before this place is alive and stays. */
  private int staysFrom;

  /** No thread before this place is alive. */
  private int aliveFrom;

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean contains(@Nullable Object thread) {
    return thread instanceof Task task && has(task);
  }

  private boolean has(Task task) {
    return task.place >= 0 && task.place < used && places[task.place] == task;
  }

  /** How many places there are, the empty ones included. */
  int capacity() {
    return places.length;
  }

  /** Adds a thread at the end; true when the others have moved to other places. */
  boolean append(Task thread) {
    boolean full = used == places.length;
    if (full) {
      makeRoom();
    }
    thread.place = used;
    places[used++] = thread;
    size++;
    return full;
  }

  /** Closes the gaps that threads have left, in a larger array when there are few. */
  private void makeRoom() {
    @Nullable Task[] old = places;
    places = new Task[size * 2 > old.length ? old.length * 2 : old.length];
    used = 0;
    for (Task thread : old) {
      if (thread != null) {
        thread.place = used;
        places[used++] = thread;
      }
    }
    lookFromTheFirst();
  }

  /** Takes a thread out; does nothing when it is none of these. */
  void take(Task thread) {
    if (has(thread)) {
      places[thread.place] = null;
      thread.place = -1;
      size--;
    }
  }

  /** Exchanges the places of two threads. */
  void swap(Task one, Task other) {
    if (has(one) && has(other)) {
      int place = one.place;
      one.place = other.place;
      other.place = place;
      places[one.place] = one;
      places[other.place] = other;
      lookFromTheFirst();
    }
  }

  /** A thread that was passed over may live again. */
  void lookFromTheFirst() {
    staysFrom = 0;
    aliveFrom = 0;
  }

  /** The first thread but this one that is alive, one that has called exit only if all have. */
  @Nullable Task firstAliveBut(@Nullable Task dying) {
    staysFrom = next(staysFrom, true, null);
    int place = next(staysFrom, true, dying);
    if (place == used) {
      aliveFrom = next(aliveFrom, false, null);
      place = next(aliveFrom, false, dying);
    }
    return place == used ? null : places[place];
  }

  private int next(int from, boolean stays, @Nullable Task but) {
    for (int i = from; i < used; i++) {
      Task thread = places[i];
      if (thread != null
          && thread != but
          && thread.state == Task.State.ALIVE
          && !(stays && thread.exiting)) {
        return i;
      }
    }
    return used;
  }

  @Override
  public Iterator<Task> iterator() {
    return new Iterator<>() {
      private int next = after(0);

      private int after(int from) {
        int place = from;
        while (place < used && places[place] == null) {
          place++;
        }
        return place;
      }

      @Override
      public boolean hasNext() {
        return next < used;
      }

      @Override
      public Task next() {
        Task thread = next < used ? places[next] : null;
        if (thread == null) {
          throw new NoSuchElementException();
        }
        next = after(next + 1);
        return thread;
      }
    };
  }
}
