package org.reapscope.reports.events;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** The forms in which events are written. A new one is a class and a line here. */
public enum EventFormat {
  /** One table. */
  CSV(CsvEvents::new, CountCsv::new),
  /** One JSON object a line. */
  JSON(JsonEvents::new, CountJson::new);

  private final Constructor events;
  private final Constructor counts;

  EventFormat(Constructor events, Constructor counts) {
    this.events = events;
    this.counts = counts;
  }

  /** Begins a document of events on {@code out}. */
  public EventWriter events(Writer out) throws IOException {
    return events.open(out);
  }

  /** Begins a document that holds only how many events of each kind there are. */
  public EventWriter counts(Writer out) throws IOException {
    return counts.open(out);
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
