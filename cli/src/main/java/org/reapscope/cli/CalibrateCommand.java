package org.reapscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.reapscope.cli.record.CProgram;
import org.reapscope.reports.Sanitizer;

/** Measures on this machine what single waits cost against the number of live children. */
final class CalibrateCommand extends Command {
  private static final String SOURCE = "calibrate.c";

  /** A machine so busy that this does not suffice cannot be measured. */
  private static final long SLOWEST_SECONDS_EACH = 120;

  private static final int MOST_CHILDREN = 1_000_000;

  private final Option<List<Integer>> children =
      Option.list(Integer.class, "N", "--children")
          .splitAt(",")
          .byDefault("1,10,100,1000,5000")
          .says("Numbers of live children, ascending (default: ${DEFAULT-VALUE}).");

  private final Option<Double> seconds =
      Option.of(double.class, "S", "--seconds")
          .byDefault("2")
          .says("Time for each number of children at most (default: ${DEFAULT-VALUE}).");

  private final Option<String> compiler =
      Option.of(String.class, "COMPILER", "--cc")
          .byDefault("cc")
          .says("C compiler to call (default: ${DEFAULT-VALUE}).");

  private final Option<Path> file =
      Option.of(Path.class, "FILE", "-o", "--output")
          .says("Write the CSV to FILE instead of standard output.");

  private final Option<Boolean> force = Option.flag("--force").says("Replace FILE if it exists.");

  CalibrateCommand(Console console) {
    super(
        console,
        "calibrate",
        "Measures, here and now, what one empty focused wait, one empty waitall and one epoll_wait on"
            + " pidfds cost against so many live children, and writes a CSV that 'reapscope cost"
            + " --calibration' takes. A small C program does it, which is compiled with cc on the"
            + " spot. Measure while the machine is idle.");
  }

  @Override
  void describe(HelpPage page) {
    page.takes(children, seconds, compiler, file, force)
        .examples(
            "  reapscope calibrate -o here.csv",
            "  reapscope calibrate --children 1,100,10000 --seconds 5");
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
      Path wanted = file.orNull();
      if (wanted != null) {
        ResultFile.check(wanted, force.get());
      }
      try (CProgram program = CProgram.compile(CalibrateCommand.class, SOURCE, compiler.get())) {
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
    String name = Sanitizer.name(compiler.get());
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
    for (int n : children.get()) {
      if (n <= last || n > MOST_CHILDREN) {
        throw usage("--children takes ascending numbers from 1 to " + MOST_CHILDREN + ", not " + n);
      }
      last = n;
    }
    double longest = seconds.get();
    if (!(longest > 0 && longest <= 3600)) {
      throw usage("--seconds takes a number above 0, up to 3600, not " + longest);
    }
  }

  private byte[] measured(Path program) throws IOException, InterruptedException, Impossible {
    List<String> words =
        new ArrayList<>(List.of(program.toString(), Double.toString(seconds.get())));
    children.get().forEach(n -> words.add(n.toString()));
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
            seconds.get());
  }

  private void write(byte[] csv) throws IOException {
    Path written = file.orNull();
    ResultFile.write(
        written,
        force.get(),
        console,
        out -> {
          out.write(head().getBytes(StandardCharsets.UTF_8));
          out.write(csv);
          out.flush();
        });
    if (written != null) {
      console.say("calibration written to " + Sanitizer.name(written.toString()));
    }
  }
}
