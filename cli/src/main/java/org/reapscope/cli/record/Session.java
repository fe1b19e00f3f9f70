package org.reapscope.cli.record;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One recording from its first event to its last: passes signals on, ends it in time, and leaves no
 * process behind that it started.
 */
final class Session {
  private static final long TICK = 100;
  private static final long FLUSH_EVERY = 500_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** After a signal that means stop, the program has this long to do so by itself. */
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  /** How long what a killed program leaves behind may go on by itself. */
  private static final Duration AFTERMATH = Duration.ofSeconds(1);

  private final RecordRequest request;
  private final Tracer tracer;
  private final Recording recording;
  private final ProgramTree tree;
  private final ForwardedSignals signals;
  private final Voice voice;
  private final @Nullable LogTap tap;
  private final LogTally tally = new LogTally();
  private final boolean started;
  private final long began = System.nanoTime();
  private long stopAt = Long.MAX_VALUE;
  private String stopWhy = "";
  private boolean stopped;
  private boolean asked;
  private boolean typed;
  private long rootGoneAt;
  private boolean told;
  private long flushed = began;

  Session(
      RecordRequest request,
      Tracer tracer,
      Recording recording,
      ProgramTree tree,
      ForwardedSignals signals,
      Voice voice,
      @Nullable LogTap tap) {
    this.request = request;
    this.tracer = tracer;
    this.recording = recording;
    this.tree = tree;
    this.signals = signals;
    this.voice = voice;
    this.tap = tap;
    this.started = request.target() instanceof Target.Command;
    Duration duration = request.duration();
    if (duration != null) {
      stopAt = began + duration.toNanos();
    }
  }

  /** Runs to the end. */
  Outcome run(RecordingFile file) throws IOException {
    Pump pump = new Pump(recording.text(), recording.writesFile() ? null : file, tap, tally);
    boolean whole = true;
    long lost = 0;
    try {
      try {
        while (!recording.ended()) {
          String signal = signals.next(TICK);
          if (signal != null) {
            signalled(signal);
          }
          look();
          tick(file);
        }
      } finally {
        whole = endRest();
        // Counted while the instance is still there.
        lost = recording.lost();
      }
      pump.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    progress("");
    file.close();
    if (pump.failure() != null) {
      throw new IOException(
          request.file() + ": could not be written: " + pump.failure().getMessage(),
          pump.failure());
    }
    return new Outcome(
        request.file(),
        Sidecar.place(request.file()),
        tracer.word(),
        recording.status(),
        tally.lines(),
        tally.tasks(),
        lost,
        whole);
  }

  /** Nothing is left by now, unless the tracer was killed; returns false then. */
  private boolean endRest() throws InterruptedException {
    if (!started) {
      return true;
    }
    int left = tree.end(recording::tracer, tally.live(), Duration.ZERO);
    if (left > 0) {
      voice
          .say()
          .accept(
              tracer.word()
                  + " ended before the program: the "
                  + left
                  + " processes that were left have been ended; the log holds what came before");
    }
    return left == 0;
  }

  private void signalled(String signal) throws IOException, InterruptedException {
    long root = recording.root(tally);
    if (!started) {
      stop("SIG" + signal);
    } else if (rootGoneAt != 0 || asked) {
      stop("a second signal");
    } else if (signal.equals("INT") && !typed && Proc.inForeground()) {
      // Typed at the terminal, it reached the program as well.
      typed = true;
    } else {
      asked = true;
      if (root != 0) {
        SignalSender.send(signal, root);
      }
      stopBy(System.nanoTime() + TO_STOP.toNanos(), "SIG" + signal);
    }
  }

  private void stopBy(long time, String why) {
    if (time < stopAt) {
      stopAt = time;
      stopWhy = why;
    }
  }

  private void look() throws IOException, InterruptedException {
    if (System.nanoTime() >= stopAt) {
      stop(stopWhy);
    }
    long root = recording.root(tally);
    if (root == 0 || Proc.alive(root) || recording.ended()) {
      return;
    }
    long now = System.nanoTime();
    if (rootGoneAt == 0) {
      rootGoneAt = now;
    }
    if (asked || typed || killed()) {
      stopBy(rootGoneAt + AFTERMATH.toNanos(), "the program's end");
    } else if (!stopped && !told && now - rootGoneAt > AFTERMATH.toNanos()) {
      // Only now: the log may show later than /proc how the program ended.
      told = true;
      voice
          .say()
          .accept(
              request.target().name()
                  + " has ended; what it left running is still recorded (ctrl-C ends that)");
    }
  }

  private boolean killed() {
    return tally.firstKilled() || (recording.tracer() == 0 && recording.status() > 128);
  }

  /** Ends the recording, and with it what it started. */
  private void stop(String why) throws IOException, InterruptedException {
    if (stopped) {
      return;
    }
    stopped = true;
    if (!started) {
      recording.letGo();
      return;
    }
    int ended = tree.end(recording::tracer, List.copyOf(recording.followed()), PATIENCE);
    if (ended > 1 && !why.isEmpty()) {
      voice.say().accept(ended + " processes were ended after " + why);
    }
  }

  private void tick(RecordingFile file) throws IOException {
    long now = System.nanoTime();
    if (now - flushed < FLUSH_EVERY) {
      return;
    }
    flushed = now;
    file.flush();
    long lost = recording.lost();
    progress(
        String.format(
            Locale.ROOT,
            "%s: %d s, %,d lines, %,d tasks%s",
            request.file().getFileName(),
            (now - began) / 1_000_000_000L,
            tally.lines(),
            tally.tasks(),
            lost == 0 ? "" : String.format(Locale.ROOT, ", %,d events lost", lost)));
  }

  private void progress(@Nullable String line) {
    if (voice.progress() != null && line != null) {
      voice.progress().accept(line);
    }
  }
}
