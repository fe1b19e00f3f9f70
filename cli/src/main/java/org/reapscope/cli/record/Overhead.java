package org.reapscope.cli.record;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What recording costs the recorded program: the same work with and without the tracer, in turn.
 *
 * <p>The work is a shell that starts {@link #CHILDREN} programs, one after the other, and reaps
 * each. It writes a byte when it begins and one when it is done, and the time lies between them, so
 * that the start of the tracer does not count.
 */
public final class Overhead {
  /** Programs started and reaped in one run. */
  public static final int CHILDREN = 100;

  /** Pairs that count; one more comes first, to warm up. */
  public static final int PAIRS = 5;

  private static final String WORK =
      "echo b; i=0; while [ $i -lt "
          + CHILDREN
          + " ]; do \"$0\" & wait $!; i=$((i + 1)); done; echo e";

  private final long[] alone = new long[PAIRS];
  private final long[] recorded = new long[PAIRS];
  private final String tracer;

  private Overhead(String tracer) {
    this.tracer = tracer;
  }

  /**
   * Measures.
   *
   * @param progress hears of each pair, in words
   * @throws CannotRecordException when the work cannot be recorded, or done
   */
  static Overhead measure(Tracer tracer, Consumer<String> progress)
      throws CannotRecordException, IOException {
    String program = Commands.find("true").map(Object::toString).orElse("true");
    List<String> words = List.of("sh", "-c", WORK, program);
    Overhead overhead = new Overhead(tracer.word());
    ProgramTree tree = new ProgramTree();
    try (Guardian guardian = Guardian.start(tree.token())) {
      for (int pair = -1; pair < PAIRS; pair++) {
        progress.accept(
            "what " + tracer.word() + " costs: pair " + Math.max(pair + 1, 1) + " of " + PAIRS);
        long without = time(alone(words, tree));
        long with = time(tracer.trial(words, tree, guardian));
        if (pair >= 0) {
          overhead.alone[pair] = without;
          overhead.recorded[pair] = with;
        }
      }
    }
    progress.accept("");
    return overhead;
  }

  private static Trial alone(List<String> words, ProgramTree tree) throws IOException {
    return new Trial(builder(words, tree).start(), () -> {});
  }

  /** How a trial's process is started: nothing to read, its output for us. */
  static ProcessBuilder builder(List<String> words, ProgramTree tree) {
    ProcessBuilder builder = new ProcessBuilder(words);
    tree.mark(builder);
    return builder
        .redirectInput(new File("/dev/null"))
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static long time(Trial trial) throws CannotRecordException, IOException {
    try (trial) {
      InputStream signs = trial.process().getInputStream();
      expect(signs, 'b');
      long began = System.nanoTime();
      expect(signs, 'e');
      long took = System.nanoTime() - began;
      trial.process().waitFor();
      return took;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static void expect(InputStream signs, char sign)
      throws CannotRecordException, IOException {
    int found = signs.read();
    if (found == '\n') {
      found = signs.read();
    }
    if (found != sign) {
      throw new CannotRecordException(
          "what recording costs could not be measured: the work to be timed did not run to its end",
          "");
    }
  }

  /** Time with the tracer over time without it, of each pair, least first. */
  double[] ratios() {
    double[] ratios = new double[PAIRS];
    Arrays.setAll(ratios, i -> (double) recorded[i] / alone[i]);
    Arrays.sort(ratios);
    return ratios;
  }

  /** What was measured, in sentences for a person. */
  public List<String> sentences() {
    double[] ratios = ratios();
    double middle = ratios[PAIRS / 2];
    double without = median(alone) / 1e9;
    double with = median(recorded) / 1e9;
    List<String> said = new ArrayList<>();
    said.add(
        String.format(
            Locale.ROOT,
            "what %s costs here: starting and reaping %,d programs takes %.3f s without it, %.3f s"
                + " with it: %s (median of %d pairs; %s to %s)",
            tracer,
            CHILDREN,
            without,
            with,
            words(middle),
            PAIRS,
            words(ratios[0]),
            words(ratios[PAIRS - 1])));
    said.add(
        String.format(
            Locale.ROOT,
            "that is %.0f microseconds for each program",
            Math.max(0, with - without) * 1e6 / CHILDREN));
    return said;
  }

  private static double median(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[PAIRS / 2];
  }

  private static String words(double ratio) {
    return ratio >= 2
        ? String.format(Locale.ROOT, "%.1f times as long", ratio)
        : String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * 100);
  }
}
