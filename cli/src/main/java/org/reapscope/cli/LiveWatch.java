package org.reapscope.cli;

import java.io.IOException;
import org.reapscope.analyzer.LiveAnalysis;
import org.reapscope.cli.record.LogTap;
import org.reapscope.traces.Traces;

/**
 * Reads a log on a thread of its own while it is recorded, and tells its findings. Where it cannot
 * keep up it stops, and nothing else does: the recording waits for nobody.
 */
final class LiveWatch {
  private static final long TO_CATCH_UP = 2_000;

  private final String format;
  private final LogTap tap = new LogTap();
  private final LiveNews news;
  private final Console console;
  private final Thread thread = new Thread(this::read, "live audit");

  /** {@code format} is the word of the log's dialect. */
  LiveWatch(Console console, String format) {
    this.console = console;
    this.format = format;
    this.news = new LiveNews(console, false);
    thread.setDaemon(true);
    thread.start();
  }

  /** Where the log is to be put. */
  LogTap tap() {
    return tap;
  }

  /** What has been told. */
  LiveNews news() {
    return news;
  }

  /** The recording has ended; what cannot be told soon is left to the report. */
  void end() {
    tap.finish();
    try {
      thread.join(TO_CATCH_UP);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    news.mute();
  }

  private void read() {
    try {
      LiveAnalysis live = new LiveAnalysis(news::tell);
      Traces.follow(format, tap).read(live, live::beat);
      live.finish();
      if (tap.overrun()) {
        console.say("live: too much at once to keep up with; the report at the end has it all");
      }
    } catch (IOException unreadable) {
      // The report reads the same log, and says so.
      return;
    } catch (RuntimeException fault) {
      console.say("live: internal fault, the report at the end is not touched by it: " + fault);
    }
  }
}
