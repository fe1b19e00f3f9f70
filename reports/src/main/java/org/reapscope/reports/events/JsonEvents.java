package org.reapscope.reports.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.Times;
import org.reapscope.traces.event.ProcessEvent;

/** One JSON object a line for each event; a field with nothing to say is left out. */
final class JsonEvents implements EventWriter {
  private final JsonGenerator json;
  private String trace = "";

  JsonEvents(Writer out) throws IOException {
    this.json = lines(out);
  }

  /** A generator of one value a line, which leaves {@code out} open. */
  static JsonGenerator lines(Writer out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.setRootValueSeparator(null);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    return json;
  }

  @Override
  public void begin(String name) {
    trace = Sanitizer.text(name);
  }

  @Override
  public void add(ProcessEvent event) throws IOException {
    EventRow row = EventRow.of(event);
    json.writeStartObject();
    json.writeStringField("trace", trace);
    json.writeNumberField("line", row.line());
    time("time", row.time());
    json.writeNumberField("tid", row.tid());
    json.writeStringField("event", row.kind().word());
    text("call", row.call());
    text("result", row.result());
    count("other", row.other());
    text("detail", row.detail());
    count("startLine", row.startLine());
    time("startTime", row.startTime());
    if (row.duration() >= 0) {
      json.writeFieldName("duration");
      json.writeNumber(Times.decimal(row.duration()));
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void text(String field, @Nullable String text) throws IOException {
    if (text != null) {
      json.writeStringField(field, Sanitizer.text(text));
    }
  }

  private void count(String field, long number) throws IOException {
    if (number != 0) {
      json.writeNumberField(field, number);
    }
  }

  private void time(String field, long nanos) throws IOException {
    if (Times.known(nanos)) {
      json.writeFieldName(field);
      json.writeNumber(Times.decimal(nanos));
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
