package org.reapscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.cli.record.CannotRecordException;
import org.reapscope.cli.record.Outcome;
import org.reapscope.cli.record.RecordRequest;
import org.reapscope.cli.record.Recorder;
import org.reapscope.cli.record.Target;
import org.reapscope.cli.record.Voice;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.Times;
import picocli.CommandLine;

/** From a running program to a log, and on to the answer. */
final class RecordCommand extends Command {
  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;

  /** Less room than this on a disk means that it is full, in bytes. */
  private static final long FULL = 1 << 12;

  private final Option<List<String>> words =
      Option.arguments("CMD", "0..*").says("Program to start, with its arguments, after --.");

  private final Option<List<Long>> pids =
      Option.list(Long.class, "PID", "-p", "--pid")
          .says("Running process to record, with its threads and what it starts.");

  private final Option<Path> file =
      Option.of(Path.class, "FILE", "-o", "--output")
          .says(
              "The log; .zst or .gz compresses it (default: the program's name and .strace or"
                  + " .ftrace).");

  private final Option<Boolean> force = Option.flag("--force").says("Replace files that exist.");

  private final Option<Recorder.With> with =
      Option.of(Recorder.With.class, "TRACER", "--with")
          .byDefault("auto")
          .says(
              "${COMPLETION-CANDIDATES}: strace shows the most, ftrace costs the least and needs root;"
                  + " auto takes strace where it can (default: ${DEFAULT-VALUE}).");

  private final Option<Double> seconds =
      Option.of(Double.class, "SECONDS", "--duration")
          .says("End the recording after this time, and what it started.");

  private final Option<Long> kilobytes =
      Option.of(long.class, "KB", "--buffer")
          .orElse(0L)
          .says("Kernel buffer of each processor for ftrace (default: what memory allows).");

  private final Option<Boolean> print =
      Option.flag("--print").says("Only print the command; record nothing.");

  private final Option<Boolean> audit =
      Option.flag("--audit").says("Audit the log at the end, as reapscope audit does.");

  private final Option<Boolean> live =
      Option.flag("--live")
          .says(
              "Audit while it records: tell findings on standard error as they happen; the report"
                  + " follows at the end.");

  private final Option<Boolean> measure =
      Option.flag("--measure-overhead")
          .says(
              "Measure at the end what recording costs the recorded program on this machine: a fixed"
                  + " piece of work, with and without the tracer in turn; some seconds.");

  private final Option<FailOn> failOn =
      Option.of(FailOn.class, "LEVEL", "--fail-on")
          .byDefault("error")
          .says(
              "With --audit or --live: exit with 1 for findings of this level or worse (default:"
                  + " ${DEFAULT-VALUE}).");

  private final Option<Boolean> quiet =
      Option.flag("-q", "--quiet").says("Nothing on standard error but errors.");

  RecordCommand(Console console) {
    super(
        console,
        "record",
        "Runs CMD, or attaches to PID, under strace or ftrace with the options that the other"
            + " commands need, and keeps the log. What record starts ends with it; what it attaches"
            + " to goes on.");
  }

  @Override
  void describe(HelpPage page) {
    page.synopsis(
            "reapscope record [OPTIONS] -- CMD [ARG...]",
            "reapscope record [OPTIONS] -p PID [-p PID...]")
        .takes(
            words, pids, file, force, with, seconds, kilobytes, print, audit, live, measure, failOn,
            quiet)
        .exitCodes(
            "n:the program's own status, 128 + the signal's number if one killed it",
            "1:with --audit or --live: findings at or above --fail-on",
            "2:wrong usage",
            "3:it cannot be recorded here, or the log cannot be written",
            "126:the program may not be executed",
            "127:there is no such program")
        .examples(
            "  Who steals whose child in this program?",
            "    reapscope record --audit -- ./supervisor --config my.conf",
            "  The same, told while it happens:",
            "    reapscope record --live -- ./supervisor --config my.conf",
            "  Ten seconds of a running one, compressed:",
            "    reapscope record --duration 10 -o run.strace.zst -p 812",
            "  At hardly any cost to the program, as root:",
            "    reapscope record --with ftrace -- ./supervisor",
            "  What to type on a machine without Java:",
            "    reapscope record --print -- ./supervisor");
  }

  @Override
  public Integer call() {
    Target target = target();
    try {
      if (print.get()) {
        return print(target);
      }
      Recorder recorder = Recorder.of(with.get(), target);
      Path named = file.orNull();
      Path log = named == null ? recorder.freeName(target) : named;
      LiveWatch watch = live.get() ? new LiveWatch(console, recorder.word()) : null;
      Outcome outcome;
      try {
        outcome =
            recorder.record(request(target, log), voice(), watch == null ? null : watch.tap());
      } finally {
        if (watch != null) {
          watch.end();
        }
      }
      tell(outcome);
      if (measure.get()) {
        recorder.overhead(voice()).sentences().forEach(console::say);
      }
      return audit.get() || watch != null ? audited(outcome, watch) : outcome.status();
    } catch (CannotRecordException obstacle) {
      console.say(Sanitizer.text(obstacle.what()));
      if (!obstacle.fix().isEmpty()) {
        console.say(Sanitizer.text(obstacle.fix()));
      }
      return switch (obstacle.kind()) {
        case NOT_FOUND -> NOT_FOUND;
        case NOT_EXECUTABLE -> NOT_EXECUTABLE;
        case OTHER -> ExitCode.INPUT;
      };
    } catch (IOException failed) {
      console.say(Sentences.of(failed));
      return ExitCode.INPUT;
    }
  }

  private Target target() {
    if (words.get().isEmpty() == pids.get().isEmpty()) {
      throw usage(
          words.get().isEmpty()
              ? "what is to be recorded? A program after --, or a process with -p"
              : "either a program after -- or processes with -p, not both");
    }
    for (long pid : pids.get()) {
      if (pid <= 0) {
        throw usage("-p takes the number of a process, not " + pid);
      }
    }
    Double limit = seconds.orNull();
    if (limit != null && !(limit > 0 && limit < 1e9)) {
      throw usage("--duration takes a number of seconds above 0, not " + limit);
    }
    if (kilobytes.get() < 0) {
      throw usage("--buffer takes a number of kilobytes, not " + kilobytes.get());
    }
    Path log = file.orNull();
    if (log != null && log.toString().equals("-")) {
      throw usage("-o takes a file: standard output is the program's own");
    }
    return words.get().isEmpty() ? new Target.Running(pids.get()) : new Target.Command(words.get());
  }

  private int print(Target target) {
    Recorder recorder = Recorder.forPrinting(with.get());
    PrintWriter out = new PrintWriter(console.out(), false, StandardCharsets.UTF_8);
    Path named = file.orNull();
    Path log = named == null ? Path.of(target.name() + "." + recorder.word()) : named;
    recorder.script(target, log, kilobytes.get()).forEach(out::println);
    out.flush();
    return ExitCode.CLEAN;
  }

  private RecordRequest request(Target target, Path log) {
    Double limit = seconds.orNull();
    Duration duration = limit == null ? null : Duration.ofNanos((long) (limit * 1e9));
    List<String> options = spec().commandLine().getParseResult().originalArgs();
    return new RecordRequest(
        target, log, force.get(), duration, kilobytes.get(), live.get(), options, Version.number());
  }

  private Voice voice() {
    boolean watched = console.errTerminal() && !quiet.get();
    return new Voice(
        console::say,
        watched
            ? line -> {
              console.err().print("\r\033[K" + Sanitizer.text(line));
              console.err().flush();
            }
            : null);
  }

  private void tell(Outcome outcome) throws IOException {
    String file = Sanitizer.name(outcome.file().toString());
    if (!quiet.get()) {
      console.say(
          file
              + ": "
              + Times.count(outcome.lines(), "line", "lines")
              + " of "
              + outcome.tracer()
              + ", "
              + Times.count(outcome.tasks(), "task", "tasks")
              + (outcome.lost() == 0
                  ? ", nothing lost"
                  : ", " + Times.count(outcome.lost(), "event", "events") + " lost"));
    }
    if (outcome.lost() > 0) {
      console.say("events were lost: record again with a larger --buffer");
    }
    if (Files.getFileStore(outcome.file().toAbsolutePath()).getUsableSpace() < FULL) {
      console.say("the disk that " + file + " is on is full: the log is cut; name another with -o");
    } else if (outcome.lines() == 0) {
      console.say(file + " is empty: nothing was recorded");
    }
  }

  /** The audit's exit code where it has something to say, else the program's. */
  private int audited(Outcome outcome, @Nullable LiveWatch watch) {
    String[] args = {
      "audit", "--fail-on", failOn.get().toString(), outcome.tracer() + ":" + outcome.file()
    };
    CommandLine line =
        ReapscopeCommand.with(new AuditCommand(console, watch == null ? null : watch.news()));
    int code = Main.run(console, line, args);
    return code == ExitCode.CLEAN ? outcome.status() : code;
  }
}
