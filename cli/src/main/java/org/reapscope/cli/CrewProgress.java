package org.reapscope.cli;

import java.util.Locale;

/** Shows on a terminal how many traces of a run are done. */
final class CrewProgress implements AutoCloseable {
  private final Console console;
  private final boolean shown;
  private final int all;

  CrewProgress(Console console, boolean quiet, int all) {
    this.console = console;
    this.shown = console.errTerminal() && !quiet;
    this.all = all;
    done(0);
  }

  /** So many are done. */
  void done(int traces) {
    if (shown) {
      console.err().print(String.format(Locale.ROOT, "\r\033[K%,d of %,d traces", traces, all));
      console.err().flush();
    }
  }

  /** Takes the sign away. */
  @Override
  public void close() {
    if (shown) {
      console.err().print("\r\033[K");
      console.err().flush();
    }
  }
}
