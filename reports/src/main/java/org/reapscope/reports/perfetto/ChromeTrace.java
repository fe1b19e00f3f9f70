package org.reapscope.reports.perfetto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Map;
import org.reapscope.reports.Sanitizer;

/**
 * A document of Chrome trace events (the JSON object form of the Trace Event Format), written event
 * by event; holds none of them. Times are nanoseconds since the document's first moment. Text is
 * made safe here.
 */
final class ChromeTrace {
  private final JsonGenerator json;
  private long flows;

  /** Colours that both viewers know by name. */
  enum Tint {
    NONE(""),
    BAD("bad"),
    TERRIBLE("terrible");

    private final String word;

    Tint(String word) {
      this.word = word;
    }
  }

  /** A thread's track, by the numbers that the viewer shows. */
  record Track(long process, long thread) {}

  /** Writes the head of a document made by {@code tool}; {@code out} is left open at the end. */
  ChromeTrace(Writer out, String tool) throws IOException {
    json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.writeStartObject();
    json.writeStringField("displayTimeUnit", "ns");
    json.writeObjectFieldStart("otherData");
    json.writeStringField("tool", tool);
    json.writeEndObject();
    json.writeArrayFieldStart("traceEvents");
  }

  /** Names a process: the group of its threads' tracks. */
  void processName(Track track, String name) throws IOException {
    named("process_name", track, name);
  }

  /** Names a thread's track. */
  void threadName(Track track, String name) throws IOException {
    named("thread_name", track, name);
  }

  private void named(String what, Track track, String name) throws IOException {
    begin("M", what, track);
    args(Map.of("name", Sanitizer.name(name)));
    json.writeEndObject();
  }

  /** Something that lasts; {@code args} are numbers and texts, written in the map's order. */
  void slice(String name, Track track, long from, long to, Tint tint, Map<String, ?> args)
      throws IOException {
    begin("X", name, track);
    time("ts", from);
    time("dur", Math.max(0, to - from));
    tint(tint);
    args(args);
    json.writeEndObject();
  }

  /** A mark at one moment of a track. */
  void mark(String name, Track track, long at, Tint tint) throws IOException {
    begin("i", name, track);
    json.writeStringField("s", "t");
    tint(tint);
    time("ts", at);
    json.writeEndObject();
  }

  /**
   * An arrow between two tracks. Viewers tie its ends to the slices that are open at these moments.
   */
  void arrow(String name, Track from, long start, Track to, long end) throws IOException {
    long id = ++flows;
    begin("s", name, from);
    json.writeStringField("cat", name);
    json.writeNumberField("id", id);
    time("ts", start);
    json.writeEndObject();
    begin("f", name, to);
    json.writeStringField("cat", name);
    json.writeStringField("bp", "e");
    json.writeNumberField("id", id);
    time("ts", Math.max(start, end));
    json.writeEndObject();
  }

  /** Ends the document. */
  void close() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void begin(String phase, String name, Track track) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", phase);
    json.writeStringField("name", Sanitizer.text(name));
    json.writeNumberField("pid", track.process());
    json.writeNumberField("tid", track.thread());
  }

  private void args(Map<String, ?> args) throws IOException {
    if (args.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("args");
    for (Map.Entry<String, ?> arg : args.entrySet()) {
      if (arg.getValue() instanceof Number number) {
        json.writeNumberField(arg.getKey(), number.longValue());
      } else {
        json.writeStringField(arg.getKey(), Sanitizer.text(String.valueOf(arg.getValue())));
      }
    }
    json.writeEndObject();
  }

  private void tint(Tint tint) throws IOException {
    if (tint != Tint.NONE) {
      json.writeStringField("cname", tint.word);
    }
  }

  /** Nanoseconds as microseconds. */
  private void time(String field, long nanos) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(BigDecimal.valueOf(nanos, 3).stripTrailingZeros().toPlainString());
  }
}
