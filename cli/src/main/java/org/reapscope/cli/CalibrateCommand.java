package org.reapscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reapscope.cli.record.CProgram;
import org.reapscope.reports.Sanitizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures on this machine what single waits cost against the number of live children. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Measures, here and now, what one empty focused wait, one empty waitall and one epoll_wait on"
          + " pidfds cost against so many live children, and writes a CSV that 'reapscope cost"
          + " --calibration' takes. A small C program does it, which is compiled with cc on the"
          + " spot. Measure while the machine is idle.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  reapscope calibrate -o here.csv",
      "  reapscope calibrate --children 1,100,10000 --seconds 5"
    })
final class CalibrateCommand implements Callable<Integer> {
  private static final String SOURCE = "calibrate.c";

  /** A machine so busy that this does not suffice cannot be measured. */
  private static final long SLOWEST_SECONDS_EACH = 120;

  private static final int MOST_CHILDREN = 1_000_000;

  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--children",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,10,100,1000,5000",
      description = "Numbers of live children, ascending (default: ${DEFAULT-VALUE}).")
  List<Integer> children = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "Time for each number of children at most (default: ${DEFAULT-VALUE}).")
  double seconds = 2;

  @Option(
      names = "--cc",
      paramLabel = "COMPILER",
      defaultValue = "cc",
      description = "C compiler to call (default: ${DEFAULT-VALUE}).")
  String compiler = "cc";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the CSV to FILE instead of standard output.")
  @Nullable Path file;

  @Option(names = "--force", description = "Replace FILE if it exists.")
  boolean force;

  CalibrateCommand(Console console) {
    this.console = console;
  }

  /** What cannot be done here, in words. */
  private static final class Impossible extends Exception {
    private static final long serialVersionUID = 1;

    Impossible(String why) {
      super(why);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    check();
    try {
      if (file != null) {
        ResultFile.check(file, force);
      }
      try (CProgram program = CProgram.compile(CalibrateCommand.class, SOURCE, compiler)) {
        write(measured(program.path()));
      }
      return ExitCode.CLEAN;
    } catch (CProgram.Uncompiled why) {
      console.say(words(why));
      return ExitCode.USAGE;
    } catch (Impossible why) {
      console.say(String.valueOf(why.getMessage()));
      return ExitCode.USAGE;
    } catch (IOException failed) {
      console.say(Sentences.of(failed));
      return ExitCode.USAGE;
    }
  }

  private String words(CProgram.Uncompiled why) {
    String name = Sanitizer.name(compiler);
    return why.isCompilerMissing()
        ? "calibrate needs a C compiler, and '"
            + name
            + "' cannot be run here; install one (Debian: apt install gcc libc6-dev, Fedora: dnf"
            + " install gcc) or name another with --cc. 'reapscope cost' works without: it ships"
            + " with a calibration of Linux 6.18"
        : "'" + name + "' failed: " + Sanitizer.clean(why.said(), 400);
  }

  private void check() {
    int last = 0;
    for (int n : children) {
      if (n <= last || n > MOST_CHILDREN) {
        throw usage("--children takes ascending numbers from 1 to " + MOST_CHILDREN + ", not " + n);
      }
      last = n;
    }
    if (!(seconds > 0 && seconds <= 3600)) {
      throw usage("--seconds takes a number above 0, up to 3600, not " + seconds);
    }
  }

  private ParameterException usage(String sentence) {
    if (spec == null) {
      throw new IllegalStateException(sentence);
    }
    return new ParameterException(spec.commandLine(), sentence);
  }

  private byte[] measured(Path program) throws IOException, InterruptedException, Impossible {
    List<String> words = new ArrayList<>(List.of(program.toString(), Double.toString(seconds)));
    children.forEach(n -> words.add(n.toString()));
    Process run = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread stop = new Thread(run::destroyForcibly);
    // An interrupt of this program must not leave thousands of children behind.
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      run.getOutputStream().close();
      byte[] csv = run.getInputStream().readAllBytes();
      if (!run.waitFor(SLOWEST_SECONDS_EACH, TimeUnit.SECONDS) || run.exitValue() != 0) {
        throw new Impossible(
            "the measurement failed; a limit on processes (ulimit -u) or open files (ulimit -n)"
                + " below the largest --children is the usual reason");
      }
      return csv;
    } finally {
      run.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(stop);
    }
  }

  /** Where, when and how it was measured, as comment lines. */
  private String head() {
    return "# reapscope calibrate: nanoseconds a call\n# machine: "
        + Machine.words()
        + "\n# date: "
        + LocalDate.now(ZoneOffset.UTC)
        + String.format(
            Locale.ROOT,
            "%n# loops: batches of calls, the operations taking turns, up to %.3g s for each number"
                + " of children; column calls has how many%n",
            seconds);
  }

  private void write(byte[] csv) throws IOException {
    ResultFile.write(
        file,
        force,
        console,
        out -> {
          out.write(head().getBytes(StandardCharsets.UTF_8));
          out.write(csv);
          out.flush();
        });
    if (file != null) {
      console.say("calibration written to " + Sanitizer.name(file.toString()));
    }
  }
}
