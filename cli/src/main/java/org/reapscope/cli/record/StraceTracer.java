package org.reapscope.cli.record;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.GrowingFile;

/**
 * Records with strace, which is the program's parent and its tracer, so that the log is whole from
 * the first call on.
 */
final class StraceTracer implements Tracer {
  private static final int ATTACH_SECONDS = 10;

  private @Nullable StraceTool found;

  @Override
  public String word() {
    return "strace";
  }

  @Override
  public String clock() {
    return "CLOCK_REALTIME, microseconds";
  }

  @Override
  public void check(Target target) throws CannotRecordException, IOException {
    found = StraceTool.find();
  }

  private StraceTool tool() throws CannotRecordException, IOException {
    StraceTool tool = found;
    if (tool == null) {
      tool = StraceTool.find();
      found = tool;
    }
    return tool;
  }

  @Override
  public List<String> script(Target target, Path file, long kilobytes) {
    StraceTool tool;
    try {
      tool = tool();
    } catch (CannotRecordException | IOException notHere) {
      tool = StraceTool.elsewhere();
    }
    return List.of(ShellWords.line(words(tool, target, file)));
  }

  private static List<String> words(StraceTool tool, Target target, Path file) {
    if (target instanceof Target.Command command) {
      return tool.start(file, command.words());
    }
    return tool.attach(file, ((Target.Running) target).pids());
  }

  @Override
  public Recording start(RecordRequest request, ProgramTree tree, Guardian guardian)
      throws CannotRecordException, IOException {
    StraceTool tool = tool();
    // An absolute path: strace takes one that begins with | or ! for a command.
    Path file = request.file().toAbsolutePath();
    NamedPipe pipe = RecordingFile.isCompressed(file) ? NamedPipe.create() : null;
    if (pipe != null) {
      guardian.pipe(pipe.path().toString());
    }
    List<String> words = words(tool, request.target(), pipe == null ? file : pipe.path());
    ProcessBuilder builder = new ProcessBuilder(words);
    List<Long> pids = List.of();
    File messages = null;
    if (request.target() instanceof Target.Running running) {
      pids = running.pids();
      messages = File.createTempFile("reapscope", ".err");
      builder.redirectErrorStream(true).redirectOutput(messages);
      builder.redirectInput(new File("/dev/null"));
    } else {
      builder.inheritIO();
      tree.mark(builder);
    }
    Process process = builder.start();
    try {
      if (messages == null) {
        guardian.tracer(process.pid());
      } else {
        guardian.attached(process.pid());
        attached(process, pids, messages);
      }
      InputStream text = pipe == null ? new GrowingFile(file, () -> !process.isAlive()) : pipe.in();
      return new Run(process, text, pipe, words, tool.version(), messages == null);
    } catch (CannotRecordException | IOException failed) {
      process.destroyForcibly();
      if (pipe != null) {
        pipe.close();
      }
      throw failed;
    } finally {
      if (messages != null) {
        Files.deleteIfExists(messages.toPath());
      }
    }
  }

  @Override
  public Trial trial(List<String> words, ProgramTree tree, Guardian guardian)
      throws CannotRecordException, IOException {
    Process process = Overhead.builder(tool().start(Path.of("/dev/null"), words), tree).start();
    guardian.tracer(process.pid());
    return new Trial(process, () -> {});
  }

  /** Waits until strace holds every process, or has said why not. */
  private static void attached(Process strace, List<Long> pids, File messages)
      throws CannotRecordException, IOException {
    long until = System.nanoTime() + ATTACH_SECONDS * 1_000_000_000L;
    while (strace.isAlive() && System.nanoTime() < until) {
      if (pids.stream().allMatch(pid -> Proc.tracer(pid) == strace.pid())) {
        return;
      }
      pause();
    }
    String said = Files.readString(messages.toPath(), StandardCharsets.ISO_8859_1);
    long first =
        pids.stream().filter(pid -> Proc.tracer(pid) != strace.pid()).findFirst().orElse(0L);
    throw Explanations.of(said, first);
  }

  /**
   * Attaches to a process of ours that is no child of strace, and lets go of it.
   *
   * @throws CannotRecordException when it may not
   */
  static void tryAttaching() throws CannotRecordException, IOException {
    Process sleeper = new ProcessBuilder("sleep", "60").start();
    File messages = File.createTempFile("reapscope", ".err");
    try {
      List<Long> pids = List.of(sleeper.pid());
      Process strace =
          new ProcessBuilder("strace", "-q", "-o", "/dev/null", "-p", pids.get(0).toString())
              .redirectErrorStream(true)
              .redirectOutput(messages)
              .start();
      try {
        attached(strace, pids, messages);
      } finally {
        strace.destroyForcibly();
      }
    } finally {
      sleeper.destroyForcibly();
      Files.deleteIfExists(messages.toPath());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One run of strace. */
  private record Run(
      Process process,
      InputStream text,
      @Nullable NamedPipe pipe,
      List<String> command,
      String version,
      boolean started)
      implements Recording {
    Run {
      command = List.copyOf(command);
    }

    @Override
    public boolean writesFile() {
      return pipe == null;
    }

    @Override
    public boolean ended() {
      if (process.isAlive()) {
        return false;
      }
      if (pipe != null) {
        pipe.seal();
      }
      return true;
    }

    @Override
    public long root(LogTally tally) {
      return started ? tally.first() : 0;
    }

    @Override
    public int status() {
      return started ? process.exitValue() : 0;
    }

    @Override
    public long tracer() {
      return process.isAlive() ? process.pid() : 0;
    }

    @Override
    public Set<Long> followed() {
      return Set.of();
    }

    @Override
    public long lost() {
      return 0;
    }

    @Override
    public void letGo() throws IOException {
      // strace detaches from every process on SIGINT and ends.
      SignalSender.send("INT", process.pid());
    }

    @Override
    public void close() throws IOException {
      text.close();
      if (pipe != null) {
        pipe.close();
      }
    }
  }
}
