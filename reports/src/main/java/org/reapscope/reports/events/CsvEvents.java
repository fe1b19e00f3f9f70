package org.reapscope.reports.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.Times;
import org.reapscope.traces.event.ProcessEvent;

/** One row for each event, by RFC 4180; an empty cell means that there is nothing to say. */
final class CsvEvents implements EventWriter {
  private static final String COLUMNS =
      "trace,line,time,tid,event,call,result,other,detail,startLine,startTime,duration";

  private final CsvGenerator csv;
  private String trace = "";

  CsvEvents(Writer out) throws IOException {
    this.csv = table(out, COLUMNS);
  }

  /** A generator of a table with these columns, which leaves {@code out} open. */
  static CsvGenerator table(Writer out, String columns) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    for (String column : columns.split(",")) {
      schema.addColumn(column);
    }
    CsvGenerator csv = new CsvFactory().createGenerator(out);
    csv.setSchema(schema.build());
    csv.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
    return csv;
  }

  @Override
  public void begin(String name) {
    trace = inert(Sanitizer.text(name));
  }

  @Override
  public void add(ProcessEvent event) throws IOException {
    EventRow row = EventRow.of(event);
    csv.writeStartArray();
    csv.writeString(trace);
    csv.writeNumber(row.line());
    time(row.time());
    csv.writeNumber(row.tid());
    csv.writeString(row.kind().word());
    text(row.call());
    text(row.result());
    count(row.other());
    text(row.detail());
    count(row.startLine());
    time(row.startTime());
    if (row.duration() < 0) {
      csv.writeString("");
    } else {
      csv.writeNumber(Times.decimal(row.duration()));
    }
    csv.writeEndArray();
  }

  private void text(@Nullable String text) throws IOException {
    csv.writeString(text == null ? "" : inert(Sanitizer.text(text)));
  }

  private void count(long number) throws IOException {
    if (number == 0) {
      csv.writeString("");
    } else {
      csv.writeNumber(number);
    }
  }

  private void time(long nanos) throws IOException {
    if (Times.known(nanos)) {
      csv.writeNumber(Times.decimal(nanos));
    } else {
      csv.writeString("");
    }
  }

  /** Spreadsheets run cells that begin like a formula; after an apostrophe they are text. */
  static String inert(String text) {
    return !text.isEmpty() && "=+-@|%".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
