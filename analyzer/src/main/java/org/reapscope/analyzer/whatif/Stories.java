package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.PidfdWatch;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskNamed;

/**
 * Writes down each child's story while a log is replayed, and hands it on when nothing more can
 * come of it: its number is used again, its parent is gone or another program, the log is over.
 */
final class Stories implements ReplayObserver {
  /** Is told of finished stories. */
  interface Reader {
    /** Nothing more can come of this child. */
    void closed(Story story);
  }

  private final Reader reader;
  private final Map<ThreadGroup, Book> books = new LinkedHashMap<>();
  private final Map<ThreadGroup, Book> bookOf = new LinkedHashMap<>();

  private final Handlers handlers = new Handlers();

  /** The child at which a thread's last wait was a peek for anybody. */
  private final Map<Integer, Story> justPeeked = new HashMap<>();

  /** How each thread reaps what a peek has shown it. */
  private final Map<Integer, String> afterPeek = new HashMap<>();

  private @Nullable World world;

  Stories(Reader reader) {
    this.reader = reader;
  }

  /** Gives the replayed machine, in which numbers are looked up. */
  void follow(World replayed) {
    world = replayed;
  }

  /** The story of a child, gone or not, that its present parent may still ask after. */
  @Nullable Story of(TracedTask child) {
    Book book = bookOf.get(child.task().group());
    return book == null ? null : book.open.get(child.task().group());
  }

  /** The book of a process that has or had children. */
  @Nullable Book book(ThreadGroup parent) {
    return books.get(parent);
  }

  /** The story of the child that a wait names or reports, as its caller means it. */
  @Nullable Story about(JudgedWait wait) {
    Book book = books.get(wait.caller().task().group());
    if (book == null) {
      return null;
    }
    TracedTask target = wait.child() != null ? wait.child() : wait.target();
    if (target != null) {
      Story open = book.open.get(target.task().group());
      Story story = open != null ? open : book.gone(target);
      if (story != null || wait.call().idType() == RecordedWait.P_PIDFD) {
        return story;
      }
    }
    return wait.call().idType() == RecordedWait.P_PID ? book.gone((int) wait.call().id()) : null;
  }

  // Children come and go -------------------------------------------------------------------------

  @Override
  public void born(TracedTask child, boolean thread) {
    Task parent = child.task().realParent();
    TracedTask creator = child.creator();
    if (thread || parent == null || creator == null) {
      return;
    }
    boolean own = parent.group() == creator.task().group();
    Book book =
        books.computeIfAbsent(parent.group(), group -> new Book(group, own ? creator : null));
    if (parent.group().namespace().parent() == null) {
      close(book.strike(child.tid()));
    }
    Story story = new Story(child, book, handlers);
    Call.Spawn spawn = child.spawn();
    story.pidfdHeld = spawn != null && (spawn.flags() & CloneFlags.PIDFD) != 0;
    book.open.put(child.task().group(), story);
    bookOf.put(child.task().group(), book);
  }

  @Override
  public void reparented(TracedTask child, TracedTask newParent, long line) {
    Story story = of(child);
    if (story == null) {
      return;
    }
    ThreadGroup group = child.task().group();
    story.book.open.remove(group);
    story.book.polledAlive -= story.emptyAsks > 0 ? 1 : 0;
    story.emptyAsks = 0;
    story.book =
        books.computeIfAbsent(newParent.task().group(), parent -> new Book(parent, newParent));
    story.book.open.put(group, story);
    bookOf.put(group, story.book);
    story.orphan = true;
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    Book own = books.remove(leader.task().group());
    if (own != null) {
      end(own);
    }
    Story story = of(leader);
    if (story == null) {
      return;
    }
    story.book.polledAlive -= story.emptyAsks > 0 ? 1 : 0;
    story.fate = autoreaped ? Story.Fate.AUTOREAPED : Story.Fate.UNSEEN;
    story.book.open.remove(leader.task().group());
    bookOf.remove(leader.task().group());
    int number = leader.numberIn(story.book.parent.namespace());
    story.number = number == 0 ? story.number : number;
    close(story.book.settle(story));
  }

  @Override
  public void died(TracedTask leader) {
    Story story = of(leader);
    if (story != null) {
      story.dead = true;
    }
    Book own = books.remove(leader.task().group());
    if (own != null) {
      end(own);
    }
  }

  private void end(Book book) {
    for (Story story : new ArrayList<>(book.open.values())) {
      bookOf.remove(story.child.task().group());
      close(story);
    }
    book.open.clear();
    book.allGone().forEach(this::close);
    book.strikeAll();
  }

  private void close(@Nullable Story story) {
    if (story != null) {
      reader.closed(story);
    }
  }

  @Override
  public void ended(World world) {
    List.copyOf(books.values()).forEach(this::end);
    books.clear();
  }

  // Waits ----------------------------------------------------------------------------------------

  @Override
  public void waited(JudgedWait wait) {
    int tid = wait.caller().tid();
    Book own = books.get(wait.caller().task().group());
    if (own != null && wait.call().isGeneric() && wait.call().has(WaitOptions.WEXITED)) {
      own.askedForAnybody = wait.end().line();
      if (!handlers.runOn(tid)) {
        own.askedForAnybodyInMainline = wait.end().line();
      }
    }
    Story story = about(wait);
    Story peeked = justPeeked.remove(tid);
    if (story == null) {
      return;
    }
    RecordedWait call = wait.call();
    if (peeked == story && call.isFocused() && story.asks == 0) {
      String form = call.call().name() + call.options();
      story.prompted = form.equals(afterPeek.computeIfAbsent(tid, t -> form));
    }
    if (call.isFocused() && call.has(WaitOptions.WEXITED)) {
      asked(story, wait);
    }
    if (wait.consumed()) {
      story.reapedBy(wait);
    } else if (call.isGeneric() && call.has(WaitOptions.WNOWAIT)) {
      justPeeked.put(tid, story);
      story.peekLine = story.peekLine == 0 ? wait.end().line() : story.peekLine;
    }
  }

  private static void asked(Story story, JudgedWait wait) {
    if (story.inherited) {
      return;
    }
    boolean empty = foundNothing(wait);
    if (empty && story.emptyAsks == 0 && story.fate == Story.Fate.OPEN) {
      story.book.polledAlive++;
    }
    story.asks++;
    story.firstAsk = story.firstAsk == 0 ? wait.end().startLine() : story.firstAsk;
    if (empty) {
      story.emptyAsks++;
      story.polledTogether |= story.book.polledAlive > 1;
    }
    if (wait.failedWith(Errno.ECHILD) && story.fate == Story.Fate.WAITED) {
      story.refused = true;
    }
  }

  /** A wait4 that gives 0 found nothing, whatever the log shows of its status argument. */
  private static boolean foundNothing(JudgedWait wait) {
    boolean wait4 = wait.call().call().idType() < 0;
    return wait.isEmpty()
        || (wait4 && wait.end().outcome().ok() && wait.end().outcome().value() == 0);
  }

  // Everything else ------------------------------------------------------------------------------

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    handlers.seen(task, event);
    if (event instanceof CallEntered entered) {
      PidfdWatch.begun(task, entered.call(), target -> watched(task, target));
    } else if (event instanceof CallReturned returned) {
      returned(task, returned);
    } else if (event instanceof TaskExecuted executed) {
      executed(task, executed.path());
    } else if (event instanceof TaskNamed named) {
      Story story = of(task);
      if (story != null) {
        story.named(named.comm());
      }
    } else if (event instanceof TaskExited) {
      justPeeked.remove(task.tid());
      afterPeek.remove(task.tid());
    }
  }

  private void returned(TracedTask task, CallReturned returned) {
    Call call = returned.call();
    PidfdWatch.begun(task, call, target -> watched(task, target));
    if (!returned.outcome().ok()) {
      return;
    }
    if (call instanceof Call.Exec exec) {
      executed(task, exec.path());
    } else if (call instanceof Call.PidfdOpen) {
      Story story = inHand(task, task.pidfd((int) returned.outcome().value()));
      if (story != null) {
        story.pidfdHeld = true;
      }
    } else if (call instanceof Call.Kill kill) {
      signalled(task, kill);
    }
  }

  private void signalled(TracedTask task, Call.Kill kill) {
    TracedTask target =
        kill.pidfd() >= 0
            ? task.pidfd(kill.pidfd())
            : kill.pid() > 0 && world != null ? world.resolve(task, kill.pid()) : null;
    Story story = inHand(task, target);
    if (story != null && kill.signal() != 0) {
      story.signalled = true;
    }
  }

  /** The story of a process that is a child of the caller's. */
  private @Nullable Story inHand(TracedTask caller, @Nullable TracedTask target) {
    Story story = target == null ? null : of(target);
    return story != null && story.book.parent == caller.task().group() ? story : null;
  }

  private void watched(TracedTask task, TracedTask target) {
    Story story = inHand(task, target);
    if (story != null) {
      story.watched = true;
    }
  }

  /** Another program now: as a child it has a name, as a parent it knows nothing of its past. */
  private void executed(TracedTask task, String path) {
    Story story = of(task);
    if (story != null && !path.isEmpty()) {
      story.executed(path);
    }
    Book book = books.get(task.task().group());
    if (book != null) {
      book.allGone().forEach(this::close);
      book.strikeAll();
      book.open.values().forEach(each -> each.inherited = true);
      book.askedForAnybody = 0;
      book.askedForAnybodyInMainline = 0;
    }
  }
}
