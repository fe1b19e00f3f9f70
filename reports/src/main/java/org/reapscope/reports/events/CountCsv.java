package org.reapscope.reports.events;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import java.io.IOException;
import java.io.Writer;
import org.reapscope.reports.Sanitizer;

/** One row for each kind of event that a trace has. */
final class CountCsv extends Counts {
  private final CsvGenerator csv;

  CountCsv(Writer out) throws IOException {
    this.csv = CsvEvents.table(out, "trace,event,count");
  }

  @Override
  void write(String name, long[] numbers) throws IOException {
    for (EventKind kind : EventKind.values()) {
      if (numbers[kind.ordinal()] > 0) {
        csv.writeStartArray();
        csv.writeString(CsvEvents.inert(Sanitizer.text(name)));
        csv.writeString(kind.word());
        csv.writeNumber(numbers[kind.ordinal()]);
        csv.writeEndArray();
      }
    }
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
