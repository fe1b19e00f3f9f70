package org.reapscope.reports.events;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reapscope.reports.perfetto.PerfettoEvents;

/** The forms in which events are written. A new one is a class and a line here. */
public enum EventFormat {
  /** One table. */
  CSV(CsvEvents::new, CountCsv::new, true),
  /** One JSON object a line. */
  JSON(JsonEvents::new, CountJson::new, true),
  /** Chrome trace events, which the Perfetto viewer opens. */
  PERFETTO(PerfettoEvents::new, null, false);

  private final Constructor events;
  private final @Nullable Constructor counts;
  private final boolean ordered;

  EventFormat(Constructor events, @Nullable Constructor counts, boolean ordered) {
    this.events = events;
    this.counts = counts;
    this.ordered = ordered;
  }

  /** Begins a document of events on {@code out}. */
  public EventWriter events(Writer out) throws IOException {
    return events.open(out);
  }

  /**
   * Begins a document that holds only how many events of each kind there are.
   *
   * @throws IllegalArgumentException for a form without counts
   */
  public EventWriter counts(Writer out) throws IOException {
    if (counts == null) {
      throw new IllegalArgumentException("--format " + this + " has no --count; csv and json have");
    }
    return counts.open(out);
  }

  /** Whether it has a form for {@link #counts}. */
  public boolean counts() {
    return counts != null;
  }

  /** Whether its events are to be put into order first; the others do it themselves. */
  public boolean ordered() {
    return ordered;
  }

  /** The word used on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  @FunctionalInterface
  private interface Constructor {
    EventWriter open(Writer out) throws IOException;
  }
}
