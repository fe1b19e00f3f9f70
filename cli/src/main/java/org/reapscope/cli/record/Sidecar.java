package org.reapscope.cli.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file beside a recording that says how it was made: {@code LOG.json}. Written at the beginning
 * and again at the end, so that a recording that was cut has one too.
 */
final class Sidecar {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;
  private final ObjectNode document = MAPPER.createObjectNode();

  Sidecar(RecordRequest request, Tracer tracer, Recording recording) throws IOException {
    this.file = place(request.file());
    document.put("schema", "reapscope-recording/1");
    document.putObject("tool").put("name", "reapscope").put("version", request.version());
    addAll("options", request.options());
    ObjectNode by = document.putObject("tracer").put("name", tracer.word());
    by.put("version", recording.version()).put("clock", tracer.clock());
    addAll("command", recording.command());
    document
        .putObject("kernel")
        .put("release", kernel("osrelease"))
        .put("version", kernel("version"))
        .put("machine", System.getProperty("os.arch"))
        .put("processors", Runtime.getRuntime().availableProcessors());
    document.put("complete", false);
    write();
  }

  /** Where the sidecar of a log is. */
  static Path place(Path log) {
    return log.resolveSibling(log.getFileName() + ".json");
  }

  private void addAll(String name, List<String> words) {
    words.forEach(document.putArray(name)::add);
  }

  private static String kernel(String name) {
    return Proc.text(Path.of("/proc/sys/kernel", name)).map(String::strip).orElse("");
  }

  /** Adds how it went. */
  void end(Outcome outcome) throws IOException {
    document.put("complete", outcome.whole());
    document.put("status", outcome.status());
    document.put("lines", outcome.lines());
    document.put("tasks", outcome.tasks());
    document.put("lost", outcome.lost());
    write();
  }

  private void write() throws IOException {
    Files.writeString(file, MAPPER.writeValueAsString(document) + "\n");
  }
}
