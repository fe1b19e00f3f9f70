package org.reapscope.cli;

import java.io.IOException;
import org.reapscope.analyzer.LiveAnalysis;
import org.reapscope.traces.Traces;

/**
 * Reads a log on a thread of its own while it is recorded, and tells its findings. Where it cannot
 * keep up it falls behind and nothing else does: the recording waits for nobody.
 */
final class LiveWatch {
  private static final long TO_CATCH_UP = 2_000;

  private final String spec;
  private final LiveNews news;
  private final Console console;
  private final Thread thread = new Thread(this::read, "live audit");
  private volatile boolean over;

  LiveWatch(Console console, String spec) {
    this.console = console;
    this.spec = spec;
    this.news = new LiveNews(console, false);
    thread.setDaemon(true);
  }

  /** What has been told. */
  LiveNews news() {
    return news;
  }

  /** The log is being written from now on. */
  void begin() {
    thread.start();
  }

  /** The recording has ended; what cannot be told soon is left to the report. */
  void end() {
    over = true;
    try {
      if (thread.isAlive()) {
        thread.join(TO_CATCH_UP);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    news.mute();
  }

  private void read() {
    try {
      LiveAnalysis live = new LiveAnalysis(news::tell);
      Traces.follow(spec, () -> over).read(live, live::beat);
    } catch (IOException unreadable) {
      // The report reads the same file, and says so.
      return;
    } catch (RuntimeException fault) {
      console.say("live: internal fault, the report at the end is not touched by it: " + fault);
    }
  }
}
