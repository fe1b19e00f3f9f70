package org.reapscope.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.Replay;
import org.reapscope.analyzer.replay.Totals;
import org.reapscope.analyzer.semantics.Profiles;

/**
 * Replaying a supervisor's waits with few and with many living children: the whole replay (window,
 * model, judgement, counts) and, beside it, an engine that walks its list.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ReplayBenchmark {
  private static final int MILLION = 1_000_000;
  private static final int FEW = 30_000;

  /** Living children. */
  @Param({"100", "10000"})
  int living;

  /** What the measured thread used of the processor, which a busy machine does not stretch. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Processor {
    /** Milliseconds of processor time in the last call. */
    public double cpuMillis;

    private long begun;

    /** Reads the clock of the thread. */
    @Setup(Level.Invocation)
    public void begin() {
      begun = now();
    }

    /** Counts the time since. */
    @TearDown(Level.Invocation)
    public void end() {
      cpuMillis = (now() - begun) / 1e6;
    }

    private static long now() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }

  /** A million wait calls through the replay. */
  @Benchmark
  public long replayMillionWaits(Processor processor) {
    return replay(MILLION);
  }

  /** Thirty thousand wait calls through the replay, to compare with the engine below. */
  @Benchmark
  public long replay30kWaits(Processor processor) {
    return replay(FEW);
  }

  /** Thirty thousand wait calls through the list-walking engine. */
  @Benchmark
  public long walk30kWaits(Processor processor) {
    NaiveEngine engine = new NaiveEngine();
    run(new Reaping(living, engine), FEW);
    if (engine.wrong() != 0) {
      throw new IllegalStateException(engine.wrong() + " wrong answers");
    }
    return engine.wrong();
  }

  private long replay(int waits) {
    Totals totals = new Totals(false);
    Replay replay = new Replay(Profiles.byName("linux"), MarkPolicy.NONE, totals);
    run(new Reaping(living, replay::accept), waits);
    replay.finish();
    if (totals.waits().exact() != totals.waits().total()) {
      throw new IllegalStateException(totals.waits().toString());
    }
    return totals.waits().tasksScanned();
  }

  private static void run(Reaping log, int waits) {
    log.begin();
    log.rounds(waits / Reaping.WAITS_A_ROUND);
  }
}
