package org.reapscope.cli.record;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes recordings. */
public final class Recorder {
  /** Which tracer is to be used. */
  public enum With {
    STRACE,
    FTRACE,
    /** strace, which shows the most; ftrace where strace cannot. */
    AUTO;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Tracer tracer;

  private Recorder(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * A recorder of a target.
   *
   * @throws CannotRecordException when it cannot be recorded here
   */
  public static Recorder of(With with, Target target) throws CannotRecordException, IOException {
    checkTarget(target);
    Tracer first = with == With.FTRACE ? new FtraceTracer() : new StraceTracer();
    try {
      first.check(target);
      return new Recorder(first);
    } catch (CannotRecordException obstacle) {
      if (with != With.AUTO) {
        throw obstacle;
      }
      Tracer second = new FtraceTracer();
      try {
        second.check(target);
      } catch (CannotRecordException another) {
        throw new CannotRecordException(
            obstacle.what() + "; " + another.what(), obstacle.fix() + "; or: " + another.fix());
      }
      return new Recorder(second);
    }
  }

  /** A recorder that only tells what to type, here or elsewhere. */
  public static Recorder forPrinting(With with) {
    return new Recorder(with == With.FTRACE ? new FtraceTracer() : new StraceTracer());
  }

  private static CannotRecordException notRunnable(String program) {
    Path path = Path.of(program);
    if (!program.contains("/") || !Files.exists(path)) {
      return new CannotRecordException(
          CannotRecordException.Kind.NOT_FOUND,
          program + ": command not found",
          "name a program on the PATH, or its path");
    }
    return Files.isDirectory(path)
        ? new CannotRecordException(
            CannotRecordException.Kind.NOT_EXECUTABLE,
            program + ": is a directory",
            "name a program in it")
        : new CannotRecordException(
            CannotRecordException.Kind.NOT_EXECUTABLE,
            program + ": permission denied: this user may not execute it",
            "chmod +x makes a script executable");
  }

  private static void checkTarget(Target target) throws CannotRecordException {
    if (target instanceof Target.Command command) {
      String program = command.words().get(0);
      if (Commands.find(program).isEmpty()) {
        throw notRunnable(program);
      }
      return;
    }
    List<Long> own = Proc.selfAndAncestors();
    for (long pid : ((Target.Running) target).pids()) {
      if (!Proc.alive(pid)) {
        throw Explanations.noProcess("there is no process " + pid);
      }
      if (own.contains(pid)) {
        throw new CannotRecordException(
            "process "
                + pid
                + (pid == own.get(0)
                    ? " is this one"
                    : " (" + Proc.name(pid) + ") started this one"),
            "it would wait for what it is stopped by; run record from another terminal, or on the"
                + " host");
      }
    }
  }

  /** strace or ftrace. */
  public String word() {
    return tracer.word();
  }

  /** A name for the log that no file has yet. */
  public Path freeName(Target target) {
    for (int i = 1; ; i++) {
      Path file = Path.of(target.name() + (i == 1 ? "" : "-" + i) + "." + tracer.word());
      if (!Files.exists(file) && !Files.exists(Sidecar.place(file))) {
        return file;
      }
    }
  }

  /** What to type to record without this program, line by line. */
  public List<String> script(Target target, Path file, long bufferKilobytes) {
    return tracer.script(target, file, bufferKilobytes);
  }

  /**
   * Records until the program has ended, the time is over or a signal ends it.
   *
   * @param tap who else is to have the log while it is written, or null
   * @throws CannotRecordException when the tracer may not
   * @throws IOException when the log cannot be written
   */
  public Outcome record(RecordRequest request, Voice voice, @Nullable LogTap tap)
      throws CannotRecordException, IOException {
    Path sidecar = Sidecar.place(request.file());
    if (!request.force() && Files.exists(sidecar) && !Files.exists(request.file())) {
      throw new FileAlreadyExistsException(sidecar + " exists; --force replaces it");
    }
    ProgramTree tree = new ProgramTree();
    // Heard from before the first process is started, so that none is left by a signal in between.
    try (RecordingFile file = RecordingFile.create(request.file(), request.force());
        ForwardedSignals signals = new ForwardedSignals();
        Guardian guardian = Guardian.start(tree.token())) {
      boolean begun = false;
      try (Recording recording = tracer.start(request, tree, guardian)) {
        begun = true;
        Sidecar beside = new Sidecar(request, tracer, recording);
        Session session = new Session(request, tracer, recording, tree, signals, voice, tap);
        Outcome outcome = session.run(file);
        beside.end(outcome);
        return outcome;
      } finally {
        if (!begun) {
          Files.deleteIfExists(request.file());
        }
      }
    }
  }

  /**
   * Measures what recording in this way costs the recorded program.
   *
   * @throws CannotRecordException when it cannot be measured
   */
  public Overhead overhead(Voice voice) throws CannotRecordException, IOException {
    Consumer<String> progress = voice.progress();
    return Overhead.measure(tracer, progress == null ? line -> {} : progress);
  }

  /** Both tracers, for whoever asks what can be done here. */
  static List<Tracer> all() {
    return new ArrayList<>(List.of(new StraceTracer(), new FtraceTracer()));
  }
}
