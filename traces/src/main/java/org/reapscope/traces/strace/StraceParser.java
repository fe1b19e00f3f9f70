package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskDetached;
import org.reapscope.traces.scan.Bytes;

/**
 * Classifies the lines of one strace log and emits their events.
 *
 * <pre>
 * line    = prefix body
 * body    = NAME "(" arguments ") = " result                  a whole call
 *         | NAME "(" arguments " &lt;unfinished ...&gt;"         its beginning
 *         | "&lt;... " NAME " resumed&gt;" rest ") = " result      its end
 *         | "+++ exited with N +++" | "+++ killed by SIG +++" | "+++ superseded by ... +++"
 *         | "--- SIG {siginfo} ---" | "--- stopped by SIG ---"
 * stack   = " &gt; " object "(" symbol ") [" address "]"
 * message = "strace: " text
 * rest    = ("," | ")" | " ") ...                             of a line that was broken in two
 * </pre>
 *
 * <p>Rules: printleader and its callers in strace.c, 4.8 to 7.2. Every line counts as one of event
 * line, skipped or unparsed.
 */
final class StraceParser {
  private static final byte[] UNFINISHED = Bytes.ascii(" <unfinished ...>");
  private static final byte[] DETACHED = Bytes.ascii(" <detached ...>");
  private static final byte[] RESUMING = Bytes.ascii("<... ");
  private static final byte[] RESUMED = Bytes.ascii(" resumed>");
  private static final byte[] CHANGED = Bytes.ascii(" <pid changed to ");

  /** In place of a name that strace could not read, the task having been killed. */
  private static final byte[] NAMELESS = Bytes.ascii("???(");

  private static final byte[] NAMELESS_RESUMED = Bytes.ascii("<... ??? resumed>");

  private static final byte[] STACK = Bytes.ascii(" > ");
  private static final byte[] THIRTY_TWO = Bytes.ascii("[ Process PID=");
  private static final int LONGEST_NAME = 40;

  private final Diary diary;
  private final CallEvents calls;
  private final LineHead head;
  private final CallNames names = new CallNames();
  private final NoticeEvents notices;
  private final Splice splice = new Splice();
  private final Extras extras = new Extras();
  private final LastCall before = new LastCall();
  private boolean cleaned;
  private boolean beginning;
  private long line;

  /** A parser of a log of any number of tasks. */
  StraceParser(Diary diary, EventSink sink) {
    this(diary, sink, new Owners(new IntMap<>(), 0), new Clock());
  }

  /** A parser that shares what it knows of tasks and times. */
  StraceParser(Diary diary, EventSink sink, Owners owners, Clock clock) {
    this.diary = diary;
    this.calls = new CallEvents(diary, sink);
    this.head = new LineHead(diary, calls, owners, clock, sink);
    this.notices = new NoticeEvents(diary, calls, head);
    diary.clock = clock;
  }

  /** Reads one line. */
  void line(byte[] b, int from, int to, long number) {
    line = number;
    diary.lines++;
    cleaned = false;
    read(b, from, to);
  }

  /** Counts whole calls of other names, which a {@link LineSieve} has passed over. */
  void pass(long lines) {
    if (lines > 0) {
      diary.lines += lines;
      diary.skipped += lines;
      diary.begun = true;
      head.pass(lines);
      before.skips();
    }
  }

  /** Ends the log. */
  void end() {
    if (!diary.unterminated || splice.line() != line) {
      dropSplice();
    }
    calls.flush();
    head.end();
  }

  /** No line comes for a while; where calls are followed by their stacks, the last one waits on. */
  void pause() {
    if (!diary.stacks) {
      calls.flush();
    }
  }

  /** Time of the line read last, or {@link ProcessEvent#NO_TIME}. */
  long time() {
    return head.time();
  }

  private void read(byte[] b, int from, int to) {
    if (from == to) {
      diary.skipped++;
      return;
    }
    if (b[from] == ' ' && Bytes.startsWith(b, from, to, STACK)) {
      if (calls.holds()) {
        calls.frame(b, from + STACK.length, to);
      }
      if (isFrame(b, from, to)) {
        diary.stacks = true;
        diary.skipped++;
        return;
      }
    }
    int body = head.read(b, from, to);
    beginning = false;
    switch (body < to ? b[body] : ' ') {
      case '<' -> resumed(b, from, to);
      case '+', '-' -> notice(b, from, to);
      case ' ', '[', ',', ')' -> other(b, from, to);
      default -> {
        beginning = true;
        call(b, from, to);
      }
    }
  }

  private static boolean isFrame(byte[] b, int from, int to) {
    return to - from > STACK.length && (b[from + 3] == '/' || b[to - 1] == ']');
  }

  /** The rest of a call that was broken off, where the line can be that; false otherwise. */
  private boolean rest(byte[] b, int from, int to) {
    if (splice.pending()) {
      if (Splice.message(b, from, to) == from) {
        message(b, from, to);
        return true;
      }
      if (Splice.continues(b, from, to) || Splice.closes(b, from, to)) {
        long here = line;
        line = splice.line();
        byte[] whole = splice.join(b, from, to);
        read(whole, 0, whole.length);
        line = here;
        return true;
      }
      return false;
    }
    Task task = before.open();
    Syscall open = task == null ? null : task.open();
    if (task != null
        && open != null
        && head.isPrefixed()
        && Splice.closes(b, from, to)
        && calls.resumed(task, open, b, from, to, line, task.startTime())) {
      diary.eventLines++;
      return true;
    }
    if (before.isFollowedBy(b, from, to, head.isPrefixed())) {
      diary.skipped++;
      return true;
    }
    return false;
  }

  private void call(byte[] b, int from, int to) {
    int name = head.body();
    if (b[name] == '?' && Bytes.startsWith(b, name, to, NAMELESS)) {
      skip(b);
      return;
    }
    int paren = names.read(b, name, to, '(');
    if (paren >= Math.min(to, name + LONGEST_NAME)
        || b[paren] != '('
        || paren == name
        || head.lacksClock()) {
      other(b, from, to);
      return;
    }
    Syscall syscall = names.call();
    if (!diary.begun) {
      diary.begun = true;
      diary.headIsExec = isExec(syscall);
    }
    if (syscall == null || Descriptors.areNothing(syscall, b, paren + 1, to)) {
      if (syscall != null) {
        diary.saw(syscall);
      }
      diary.descriptors.look(b, paren + 1, to);
      skip(b);
      head.announce(before.skips(b, paren, to));
      return;
    }
    if (b[to - 1] == '>' && b[to - 2] == '.') {
      if (Bytes.endsWith(b, paren, to, UNFINISHED)) {
        diary.saw(syscall);
        enter(task(b), syscall, b, paren + 1, to - UNFINISHED.length);
        return;
      } else if (Bytes.endsWith(b, paren, to, DETACHED)) {
        detached(syscall, b, paren + 1, to - DETACHED.length);
        return;
      } else if (changed(syscall, b, paren + 1, to)) {
        return;
      }
    }
    Task task = task(b);
    if (calls.whole(task, syscall, b, paren + 1, to, line, head.time())) {
      diary.saw(syscall);
      diary.eventLines++;
      head.learn(task, syscall);
    } else {
      broken(b, from, paren, to);
    }
  }

  /** strace lets go of a task, at an exec that has taken effect if the call is one. */
  private void detached(Syscall syscall, byte[] b, int from, int to) {
    diary.detached = true;
    if (!isExec(syscall)) {
      skip(b);
      return;
    }
    diary.saw(syscall);
    Task task = task(b);
    calls.succeeded(task, syscall, b, from, to, line, head.time());
    calls.emit(new TaskDetached(line, head.time(), task.tid()));
    head.remove(task.tid());
    diary.eventLines++;
  }

  private static boolean isExec(@Nullable Syscall syscall) {
    return syscall == Syscall.EXECVE || syscall == Syscall.EXECVEAT;
  }

  private void enter(Task task, Syscall syscall, byte[] b, int from, int to) {
    task.enter(syscall, b, from, to, line, head.time());
    calls.entered(task, syscall, line, head.time());
    diary.separatorBefore |= to > from + 1 && b[to - 1] == ' ' && b[to - 2] == ',';
    diary.eventLines++;
    before.enters(task);
  }

  /** An execve whose task takes over the number of its group's leader. */
  private boolean changed(Syscall syscall, byte[] b, int from, int to) {
    int at = Bytes.indexOf(b, from, to, CHANGED);
    if (at < 0) {
      return false;
    }
    diary.saw(syscall);
    enter(task(b), syscall, b, from, at);
    return true;
  }

  /** A known call whose text is no whole call: cleaned and read again, or kept for its rest. */
  private void broken(byte[] b, int from, int paren, int to) {
    if (readCleaned(b, from, to)) {
      return;
    }
    int message = Splice.message(b, paren, to);
    int end = message;
    if (message >= 0) {
      head.announce(Splice.attached(b, message, to));
    } else {
      end = Splice.lastSeparator(b, paren, to);
    }
    dropSplice();
    splice.begin(b, from, end, line);
    diary.skipped++;
  }

  private void dropSplice() {
    if (splice.pending()) {
      byte[] begun = splice.drop();
      diary.skipped--;
      diary.unparsed.add(
          splice.line(), begun, 0, begun.length, "the end of this call: \") = result\"");
    }
  }

  private void resumed(byte[] b, int from, int to) {
    int body = head.body();
    int name = body + RESUMING.length;
    if (Bytes.startsWith(b, body, to, NAMELESS_RESUMED)) {
      skip(b);
      return;
    }
    int end = names.read(b, name, to, ' ');
    if (!Bytes.startsWith(b, body, to, RESUMING) || !Bytes.startsWith(b, end, to, RESUMED)) {
      other(b, from, to);
      return;
    }
    diary.begun = true;
    Syscall syscall = names.call();
    if (syscall == null) {
      skip(b);
      before.skips();
      return;
    }
    diary.saw(syscall);
    Task task = task(b);
    if (syscall.isOnDescriptor() && task.open() != syscall) {
      // Its beginning was passed over, or is not in the log: it tells nothing either way.
      diary.skipped++;
      before.skips();
      return;
    }
    int rest = end + RESUMED.length;
    if (syscall.waits() && rest + 1 < to) {
      diary.blankAfterResumed |= b[rest] == ' ' && b[rest + 1] != '<';
      diary.separatorAfter |= b[rest] == ',';
    }
    if (calls.resumed(task, syscall, b, rest, to, line, head.time())) {
      diary.eventLines++;
      head.learn(task, syscall);
    } else if (!readCleaned(b, from, to)) {
      task.leave();
      diary.unparsed.add(line, b, body, to, "the end of this call: \") = result\"");
    }
  }

  private void notice(byte[] b, int from, int to) {
    int body = head.body();
    if (!NoticeEvents.isNotice(b, body, to)) {
      other(b, from, to);
      return;
    }
    notices.read(task(b), line, head.time(), b, body, to);
    diary.eventLines++;
  }

  private void other(byte[] b, int from, int to) {
    int body = head.body();
    if (head.isBare() && rest(b, from, to)) {
      return;
    }
    if (Bytes.startsWith(b, body, to, THIRTY_TWO)) {
      diary.skipped++;
      return;
    }
    if (head.isBare() && Splice.message(b, from, to) == from) {
      message(b, from, to);
      return;
    }
    boolean cut = line == 1 && head.isBare() && Extras.isTail(b, from, to);
    diary.headCut |= cut;
    if (cut || extras.holds(b, from, to)) {
      diary.skipped++;
      return;
    }
    if (readCleaned(b, from, to)) {
      return;
    }
    diary.unparsed.add(line, b, from, to, "a system call, a signal or an exit");
  }

  private void message(byte[] b, int from, int to) {
    head.announce(Splice.attached(b, from, to));
    diary.skipped++;
  }

  private boolean readCleaned(byte[] b, int from, int to) {
    byte[] clean = cleaned ? null : Cleaner.clean(b, from, to);
    if (clean == null) {
      return false;
    }
    cleaned = true;
    read(clean, 0, clean.length);
    return true;
  }

  private void skip(byte[] b) {
    task(b);
    diary.skipped++;
  }

  private Task task(byte[] b) {
    before.clear();
    return head.task(b, line, beginning);
  }
}
