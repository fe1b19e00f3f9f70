package org.reapscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a running program to a log, and on to the answer. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    customSynopsis = {
      "reapscope record [OPTIONS] -- CMD [ARG...]",
      "reapscope record [OPTIONS] -p PID [-p PID...]"
    },
    description = {
      "Runs CMD, or attaches to PID, under strace or ftrace with the options that the other"
          + " commands need, and keeps the log. What record starts ends with it; what it attaches"
          + " to goes on.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "n:the program's own status, 128 + the signal's number if one killed it",
      "1:with --audit or --live: findings at or above --fail-on",
      "2:wrong usage",
      "3:it cannot be recorded here, or the log cannot be written",
      "126:the program may not be executed",
      "127:there is no such program"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  Who steals whose child in this program?",
      "    reapscope record --audit -- ./supervisor --config my.conf",
      "  The same, told while it happens:",
      "    reapscope record --live -- ./supervisor --config my.conf",
      "  Ten seconds of a running one, compressed:",
      "    reapscope record --duration 10 -o run.strace.zst -p 812",
      "  At hardly any cost to the program, as root:",
      "    reapscope record --with ftrace -- ./supervisor",
      "  What to type on a machine without Java:",
      "    reapscope record --print -- ./supervisor"
    })
final class RecordCommand implements Callable<Integer> {
  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;

  /** Less room than this on a disk means that it is full, in bytes. */
  private static final long FULL = 1 << 12;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "CMD",
      arity = "0..*",
      description = "Program to start, with its arguments, after --.")
  List<String> words = List.of();

  @Option(
      names = {"-p", "--pid"},
      paramLabel = "PID",
      description = "Running process to record, with its threads and what it starts.")
  List<Long> pids = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The log; .zst or .gz compresses it (default: the program's name and .strace or"
              + " .ftrace).")
  @Nullable Path file;

  @Option(names = "--force", description = "Replace files that exist.")
  boolean force;

  @Option(
      names = "--with",
      paramLabel = "TRACER",
      defaultValue = "auto",
      description =
          "${COMPLETION-CANDIDATES}: strace shows the most, ftrace costs the least and needs root;"
              + " auto takes strace where it can (default: ${DEFAULT-VALUE}).")
  Recorder.With with = Recorder.With.AUTO;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      description = "End the recording after this time, and what it started.")
  @Nullable Double seconds;

  @Option(
      names = "--buffer",
      paramLabel = "KB",
      description = "Kernel buffer of each processor for ftrace (default: what memory allows).")
  long kilobytes;

  @Option(names = "--print", description = "Only print the command; record nothing.")
  boolean print;

  @Option(names = "--audit", description = "Audit the log at the end, as reapscope audit does.")
  boolean audit;

  @Option(
      names = "--live",
      description =
          "Audit while it records: tell findings on standard error as they happen; the report"
              + " follows at the end.")
  boolean live;

  @Option(
      names = "--measure-overhead",
      description =
          "Measure at the end what recording costs the recorded program on this machine: a fixed"
              + " piece of work, with and without the tracer in turn; some seconds.")
  boolean measure;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "error",
      description =
          "With --audit or --live: exit with 1 for findings of this level or worse (default:"
              + " ${DEFAULT-VALUE}).")
  FailOn failOn = FailOn.ERROR;

  @Option(
      names = {"-q", "--quiet"},
      description = "Nothing on standard error but errors.")
  boolean quiet;

  private final Console console;

  RecordCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Target target = target();
    try {
      if (print) {
        return print(target);
      }
      Recorder recorder = Recorder.of(with, target);
      Path log = file == null ? recorder.freeName(target) : file;
      LiveWatch watch = live ? new LiveWatch(console, recorder.word()) : null;
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
      if (measure) {
        recorder.overhead(voice()).sentences().forEach(console::say);
      }
      return audit || watch != null ? audited(outcome, watch) : outcome.status();
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
    if (words.isEmpty() == pids.isEmpty()) {
      throw usage(
          words.isEmpty()
              ? "what is to be recorded? A program after --, or a process with -p"
              : "either a program after -- or processes with -p, not both");
    }
    for (long pid : pids) {
      if (pid <= 0) {
        throw usage("-p takes the number of a process, not " + pid);
      }
    }
    if (seconds != null && !(seconds > 0 && seconds < 1e9)) {
      throw usage("--duration takes a number of seconds above 0, not " + seconds);
    }
    if (kilobytes < 0) {
      throw usage("--buffer takes a number of kilobytes, not " + kilobytes);
    }
    if (file != null && file.toString().equals("-")) {
      throw usage("-o takes a file: standard output is the program's own");
    }
    return words.isEmpty() ? new Target.Running(pids) : new Target.Command(words);
  }

  private ParameterException usage(String sentence) {
    if (spec == null) {
      throw new IllegalStateException("not made by picocli");
    }
    return new ParameterException(spec.commandLine(), sentence);
  }

  private int print(Target target) {
    Recorder recorder = Recorder.forPrinting(with);
    PrintWriter out = new PrintWriter(console.out(), false, StandardCharsets.UTF_8);
    Path log = file == null ? Path.of(target.name() + "." + recorder.word()) : file;
    recorder.script(target, log, kilobytes).forEach(out::println);
    out.flush();
    return ExitCode.CLEAN;
  }

  private RecordRequest request(Target target, Path log) {
    Duration duration = seconds == null ? null : Duration.ofNanos((long) (seconds * 1e9));
    List<String> options =
        spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
    return new RecordRequest(
        target, log, force, duration, kilobytes, live, options, Version.number());
  }

  private Voice voice() {
    boolean watched = console.errTerminal() && !quiet;
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
    if (!quiet) {
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
      "audit", "--fail-on", failOn.toString(), outcome.tracer() + ":" + outcome.file()
    };
    CommandLine line =
        new CommandLine(new ReapscopeCommand())
            .addSubcommand(new AuditCommand(console, watch == null ? null : watch.news()));
    int code = Main.run(console, line, args);
    return code == ExitCode.CLEAN ? outcome.status() : code;
  }
}
