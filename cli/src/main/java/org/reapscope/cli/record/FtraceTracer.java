package org.reapscope.cli.record;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.GrowingFile;

/** Records with the kernel's own tracer, in an instance of its own that is removed at the end. */
final class FtraceTracer implements Tracer {
  /** Registers itself, so that no event of the program is missed, and becomes the program. */
  static final String LAUNCHER =
      "echo $$ >\"$1/set_event_pid\" && echo 1 >\"$1/tracing_on\" && shift && exec \"$@\"";

  /**
   * How far the reader gives way to others on a busy machine: as far as it can. The buffers hold
   * what it leaves for later.
   */
  private static final int NICE = 19;

  /** Buffers of this size in kilobytes, or more, last until it is seen that they fill. */
  private static final long ROOMY = 8 << 10;

  /**
   * Share of a buffer from which on the reader gives way no more, and below which it does again.
   */
  private static final double FULL = 0.4;

  private static final double ALMOST_EMPTY = 0.1;

  static final long LEAST = 1 << 10;
  private static final long MOST = 32 << 10;
  private static final int LOOKS_FOR_NEW = 20;

  @Override
  public String word() {
    return "ftrace";
  }

  @Override
  public String clock() {
    return "CLOCK_MONOTONIC, microseconds";
  }

  @Override
  public void check(Target target) throws CannotRecordException {
    Tracefs tracefs = Tracefs.find();
    if (!Tracefs.seesKernelNumbers()) {
      throw Explanations.inPidNamespace();
    }
    String missing = TraceEvents.missing(tracefs);
    if (!missing.isEmpty()) {
      throw new CannotRecordException(
          "this kernel lacks the events " + missing,
          "it was built without CONFIG_FTRACE_SYSCALLS; record with --with strace");
    }
  }

  @Override
  public List<String> script(Target target, Path file, long kilobytes) {
    return FtraceScript.lines(target, file, kilobytes == 0 ? MOST : kilobytes);
  }

  /** What fits into a sixteenth of the free memory, within reason. */
  static long suitableBuffer() {
    long free =
        Proc.text(Path.of("/proc/meminfo")).stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith("MemAvailable:"))
            .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElse(LEAST * 16);
    long each = free / 16 / Runtime.getRuntime().availableProcessors();
    return Math.max(LEAST, Math.min(MOST, each));
  }

  @Override
  public Recording start(RecordRequest request, ProgramTree tree, Guardian guardian)
      throws CannotRecordException, IOException {
    check(request.target());
    Tracefs tracefs = Tracefs.find();
    long kilobytes = request.bufferKilobytes() == 0 ? suitableBuffer() : request.bufferKilobytes();
    Path folder = TraceInstance.place(tracefs);
    guardian.instance(folder.toString());
    TraceInstance instance = TraceInstance.create(folder, TraceEvents.of(tracefs), kilobytes);
    try {
      boolean plain = !RecordingFile.isCompressed(request.file());
      boolean yields = !request.live() && yields(kilobytes);
      Process reader = read(instance, plain ? request.file() : null, yields);
      guardian.reader(reader.pid());
      InputStream text =
          plain
              ? new GrowingFile(request.file(), () -> !reader.isAlive())
              : reader.getInputStream();
      Process process = null;
      if (request.target() instanceof Target.Command command) {
        guardian.endsFollowed();
        process = launch(instance, command, tree);
      } else {
        followAll(instance, ((Target.Running) request.target()).pids());
      }
      List<String> how =
          List.of(
              "trace_clock=mono",
              "buffer_size_kb=" + kilobytes,
              "record-tgid=1",
              "event-fork=1",
              "events=" + String.join(",", TraceEvents.of(tracefs)));
      return new Run(instance, reader, text, plain, process, how, yields ? kilobytes << 10 : 0);
    } catch (IOException failed) {
      instance.close();
      throw failed;
    }
  }

  /**
   * Starts the reader of the instance's events. A process of its own can be ended, unlike a thread
   * of ours that is asleep in the kernel; and what it writes to a file is safe when we are killed.
   */
  private static Process read(TraceInstance instance, @Nullable Path file, boolean yields)
      throws IOException {
    List<String> words = new ArrayList<>();
    if (yields) {
      words.addAll(List.of("nice", "-n", Integer.toString(NICE)));
    }
    words.addAll(List.of("cat", instance.pipe().toString()));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.redirectInput(new File("/dev/null"));
    if (file != null) {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
    }
    return builder.start();
  }

  @Override
  public Trial trial(List<String> words, ProgramTree tree, Guardian guardian)
      throws CannotRecordException, IOException {
    Tracefs tracefs = Tracefs.find();
    Path folder = TraceInstance.place(tracefs);
    guardian.instance(folder.toString());
    TraceInstance instance =
        TraceInstance.create(folder, TraceEvents.of(tracefs), suitableBuffer());
    try {
      Process reader = read(instance, Path.of("/dev/null"), yields(suitableBuffer()));
      guardian.reader(reader.pid());
      Process process = Overhead.builder(launching(instance, words), tree).start();
      return new Trial(
          process,
          () -> {
            reader.destroyForcibly();
            instance.close();
          });
    } catch (IOException failed) {
      instance.close();
      throw failed;
    }
  }

  private static List<String> launching(TraceInstance instance, List<String> command) {
    List<String> words =
        new ArrayList<>(List.of("sh", "-c", LAUNCHER, "sh", instance.folder().toString()));
    words.addAll(command);
    return words;
  }

  /** Whether the reader can give way to the program, and be told to stop that in time. */
  private static boolean yields(long kilobytes) {
    return kilobytes >= ROOMY
        && Commands.find("nice").isPresent()
        && Commands.find("renice").isPresent();
  }

  private static Process launch(TraceInstance instance, Target.Command command, ProgramTree tree)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launching(instance, command.words())).inheritIO();
    tree.mark(builder);
    return builder.start();
  }

  /** Follows the processes, what descends from them, and what comes while this goes on. */
  private static void followAll(TraceInstance instance, List<Long> pids) throws IOException {
    Set<Long> known = new TreeSet<>();
    for (int looks = 0; looks < LOOKS_FOR_NEW; looks++) {
      Set<Long> fresh = new TreeSet<>();
      for (long pid : withDescendants(pids)) {
        fresh.addAll(Proc.threads(pid));
      }
      fresh.removeAll(known);
      if (fresh.isEmpty()) {
        break;
      }
      instance.follow(fresh);
      known.addAll(fresh);
    }
    instance.on();
  }

  private static Set<Long> withDescendants(List<Long> pids) {
    Map<Long, Long> parents = new HashMap<>();
    Proc.all().forEach(pid -> parents.put(pid, Proc.parent(pid)));
    Set<Long> found = new TreeSet<>(pids);
    int before;
    do {
      before = found.size();
      parents.forEach(
          (pid, parent) -> {
            if (found.contains(parent)) {
              found.add(pid);
            }
          });
    } while (found.size() > before);
    return found;
  }

  /** One instance at work. */
  private static final class Run implements Recording {
    /** So many looks at the rest that does not become less: nobody reads it any more. */
    private static final int LOOKS_IN_VAIN = 500;

    private final TraceInstance instance;
    private final Process reader;
    private final InputStream text;
    private final boolean plain;
    private final @Nullable Process process;
    private final List<String> command;
    private final long yieldsUntil;
    private boolean hurries;
    private boolean off;
    private long abandoned;

    /** With the size of each buffer where the reader gives way, else 0. */
    Run(
        TraceInstance instance,
        Process reader,
        InputStream text,
        boolean plain,
        @Nullable Process process,
        List<String> command,
        long bufferBytes) {
      this.yieldsUntil = bufferBytes;
      this.instance = instance;
      this.reader = reader;
      this.text = text;
      this.plain = plain;
      this.process = process;
      this.command = command;
    }

    @Override
    public InputStream text() {
      return text;
    }

    @Override
    public boolean writesFile() {
      return plain;
    }

    /** Ends the text too, once nothing is left to follow. */
    @Override
    public boolean ended() {
      boolean over = (process == null || !process.isAlive()) && instance.followed().isEmpty();
      if (!off && (over || !reader.isAlive())) {
        letGo();
      }
      return off;
    }

    @Override
    public long root(LogTally tally) {
      return process == null ? 0 : process.pid();
    }

    @Override
    public int status() {
      return process == null || process.isAlive() ? 0 : process.exitValue();
    }

    @Override
    public long tracer() {
      return 0;
    }

    @Override
    public Set<Long> followed() {
      return instance.followed();
    }

    @Override
    public long lost() {
      if (yieldsUntil > 0 && !off) {
        long unread = instance.mostUnreadBytes();
        if (!hurries && unread > yieldsUntil * FULL) {
          hurry(true);
        } else if (hurries && unread < yieldsUntil * ALMOST_EMPTY) {
          hurry(false);
        }
      }
      return instance.lost() + abandoned;
    }

    private void hurry(boolean now) {
      hurries = now;
      try {
        String nice = Integer.toString(now ? 0 : NICE);
        Commands.run(List.of("renice", "-n", nice, "-p", Long.toString(reader.pid())));
      } catch (IOException refused) {
        // It goes on as it did, and what it cannot read in time is counted as lost.
      }
    }

    @Override
    public void letGo() {
      off = true;
      try {
        instance.off();
        if (yieldsUntil > 0 && !hurries) {
          hurry(true);
        }
        abandoned = readRest();
        // The last of it is read by now, but perhaps not written.
        Thread.sleep(50);
      } catch (IOException gone) {
        // Somebody else has removed the instance: there is nothing left to stop.
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      reader.destroy();
    }

    /** Waits for the reader; what it leaves, when it gets no further, is lost. */
    private long readRest() throws InterruptedException {
      long least = Long.MAX_VALUE;
      long unread = instance.unread();
      for (int vain = 0; unread > 0 && vain < LOOKS_IN_VAIN && reader.isAlive(); vain++) {
        if (unread < least) {
          least = unread;
          vain = 0;
        }
        Thread.sleep(10);
        unread = instance.unread();
      }
      return unread;
    }

    @Override
    public List<String> command() {
      return command;
    }

    @Override
    public String version() {
      return "";
    }

    @Override
    public void close() throws IOException {
      reader.destroyForcibly();
      text.close();
      instance.close();
    }
  }
}
