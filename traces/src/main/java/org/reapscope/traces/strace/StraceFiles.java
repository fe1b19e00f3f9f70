package org.reapscope.traces.strace;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.LogLines;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.LineReader;

/**
 * Reads the files that {@code strace -ff} wrote, one per task, as one trace in the order of time.
 *
 * <p>Lines are numbered in the merged order. A file is open only from its first line's time to its
 * end, so that as many are open as tasks were alive at once.
 */
public final class StraceFiles implements TraceReader {
  private static final int HEAD = 8 << 10;
  private static final int HEAD_LINES = 50;
  private static final long HALF_A_DAY = 12 * 3600 * 1_000_000_000L;

  private final List<Member> members;

  /** One file of the set: the task it is named after, and how to open it. */
  public interface Member {
    /** The task's number. */
    int tid();

    /** The file's name, for messages. */
    String name();

    /** Opens the file, decompressed. */
    InputStream open() throws IOException;
  }

  /** Reads these files. */
  public StraceFiles(List<? extends Member> members) {
    this.members = new ArrayList<>(members);
    this.members.sort(Comparator.comparingInt(Member::tid));
  }

  @Override
  public TraceFacts read(EventSink sink) throws IOException {
    return read(sink, (number, member, line) -> {});
  }

  /** Text of lines by their number in the merged order, which takes a merge of its own. */
  public SortedMap<Long, String> lines(SortedSet<Long> wanted) throws IOException {
    Map<Member, SortedMap<Long, List<Long>>> places = new LinkedHashMap<>();
    read(
        event -> {},
        (number, member, line) -> {
          if (wanted.contains(number)) {
            places
                .computeIfAbsent(member, any -> new TreeMap<>())
                .computeIfAbsent(line, any -> new ArrayList<>())
                .add(number);
          }
        });
    SortedMap<Long, String> texts = new TreeMap<>();
    for (Map.Entry<Member, SortedMap<Long, List<Long>>> file : places.entrySet()) {
      SortedMap<Long, List<Long>> numbers = file.getValue();
      try (InputStream in = file.getKey().open()) {
        LogLines.lines(in, new TreeSet<>(numbers.keySet()))
            .forEach(
                (line, text) ->
                    numbers
                        .getOrDefault(line, List.of())
                        .forEach(number -> texts.put(number, file.getKey().tid() + " " + text)));
      }
    }
    return texts;
  }

  /** Is told which line of which file a number of the merged order stands for. */
  @FunctionalInterface
  private interface Places {
    void at(long number, Member member, long line);
  }

  private TraceFacts read(EventSink sink, Places places) throws IOException {
    Diary diary = new Diary();
    diary.files = members.size();
    PriorityQueue<TaskFile> queue = firstTimes();
    IntMap<Task> tasks = new IntMap<>();
    try {
      new Merge(diary, sink, tasks, places).run(queue);
    } finally {
      for (TaskFile file : queue) {
        file.close();
      }
    }
    diary.pids = true;
    return diary.facts();
  }

  /** Finds every file's first time; files without lines are left out. */
  private PriorityQueue<TaskFile> firstTimes() throws IOException {
    PriorityQueue<TaskFile> queue = new PriorityQueue<>();
    long base = ProcessEvent.NO_TIME;
    int order = 0;
    for (Member member : members) {
      FirstTime first = FirstTime.of(member, members.size() == 1);
      if (first == null) {
        continue;
      }
      if (base == ProcessEvent.NO_TIME) {
        base = first.time();
      }
      boolean nextDay = first.kind() == Clock.Kind.TIME_OF_DAY && first.time() < base - HALF_A_DAY;
      long time = first.time() + (nextDay ? 2 * HALF_A_DAY : 0);
      queue.add(new TaskFile(member, order++, time, nextDay ? 1 : 0));
    }
    if (queue.isEmpty()) {
      throw new TraceException("all files of strace -ff are empty");
    }
    return queue;
  }

  /** The first clock reading of a file. */
  private record FirstTime(Clock.Kind kind, long time) {

    /** Null for a file without lines; {@code alone}: it is the only one of its set. */
    static @Nullable FirstTime of(Member member, boolean alone) throws IOException {
      try (LineReader lines = new LineReader(member.open(), HEAD)) {
        Prefix prefix = new Prefix();
        while (lines.next() && lines.line() <= HEAD_LINES) {
          prefix.read(lines.buffer(), lines.start(), lines.end());
          Clock.Kind kind = prefix.clock();
          if (kind == Clock.Kind.UNIX || kind == Clock.Kind.TIME_OF_DAY) {
            if (!alone && isWhole(prefix, lines.buffer())) {
              throw new TraceException(
                  member.name()
                      + ": times of whole seconds do not tell in which order the tasks of strace -ff"
                      + " files acted: record with -ttt");
            }
            long time = new Clock().read(kind, lines.buffer(), prefix.timeFrom(), prefix.timeTo());
            return new FirstTime(kind, time);
          }
        }
        if (lines.line() == 0) {
          return null;
        }
      }
      throw new TraceException(
          member.name()
              + ": strace -ff files can only be merged by absolute times, and this one shows none:"
              + " record with -ttt");
    }
  }

  private static boolean isWhole(Prefix prefix, byte[] b) {
    return Bytes.indexOf(b, prefix.timeFrom(), prefix.timeTo(), '.') < 0;
  }

  /** The k-way merge. */
  private static final class Merge {
    private final Diary diary;
    private final EventSink sink;
    private final IntMap<Task> tasks;
    private final Places places;
    private long number;
    private int lastTid;
    private long lastSource = -1;
    private long latest = Long.MIN_VALUE;

    Merge(Diary diary, EventSink sink, IntMap<Task> tasks, Places places) {
      this.places = places;
      this.diary = diary;
      this.sink = sink;
      this.tasks = tasks;
    }

    void run(PriorityQueue<TaskFile> queue) throws IOException {
      while (!queue.isEmpty()) {
        TaskFile file = queue.remove();
        boolean more;
        if (!file.isOpen()) {
          more = file.open(diary, tasks);
        } else if (file.begins() && file.overlaps(queue.peek())) {
          begin(file);
          more = true;
        } else {
          pass(file);
          more = file.next();
        }
        if (more) {
          queue.add(file);
        }
      }
    }

    /** Passes on the start of a call inside which another task says something. */
    private void begin(TaskFile file) {
      if (file.head() instanceof CallReturned call) {
        advance(call);
        places.at(number, file.member(), call.line());
        sink.accept(
            new CallEntered(number, file.key(), call.tid(), Renumbered.atEntry(call.call())));
        file.enter(number);
        lastSource = -1;
        diary.events++;
      }
    }

    private void pass(TaskFile file) {
      ProcessEvent head = file.head();
      if (head == null) {
        return;
      }
      if (file.inside()) {
        number++;
        lastSource = -1;
        places.at(number, file.member(), head.line());
        latest = Math.max(latest, file.printedEnd());
        sink.accept(Renumbered.line(head, number, latest, file.enteredAt()));
        return;
      }
      advance(head);
      places.at(number, file.member(), head.line());
      long start = number;
      if (head instanceof CallEntered) {
        file.noteEntry(number);
      } else if (head instanceof CallReturned call && call.startLine() != call.line()) {
        start = call.startLine() == 0 ? 0 : file.enteredAt();
      }
      latest = Math.max(latest, file.key());
      sink.accept(Renumbered.line(head, number, file.key(), start));
    }

    /** Events of one line of one file keep one number. */
    private void advance(ProcessEvent head) {
      if (head.tid() != lastTid || head.line() != lastSource) {
        number++;
        lastTid = head.tid();
        lastSource = head.line();
      }
    }
  }
}
