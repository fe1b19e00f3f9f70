package org.reapscope.reports.events;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import org.reapscope.reports.Sanitizer;

/** One JSON object a line for each trace, with the number of events of each kind it has. */
final class CountJson extends Counts {
  private final JsonGenerator json;

  CountJson(Writer out) throws IOException {
    this.json = JsonEvents.lines(out);
  }

  @Override
  void write(String name, long[] numbers) throws IOException {
    json.writeStartObject();
    json.writeStringField("trace", Sanitizer.text(name));
    json.writeNumberField("events", Arrays.stream(numbers).sum());
    json.writeObjectFieldStart("counts");
    for (EventKind kind : EventKind.values()) {
      if (numbers[kind.ordinal()] > 0) {
        json.writeNumberField(kind.word(), numbers[kind.ordinal()]);
      }
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
