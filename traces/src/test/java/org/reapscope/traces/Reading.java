package org.reapscope.traces;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.strace.StraceReader;

/** A trace read to its end: its events and its facts. */
public record Reading(List<ProcessEvent> events, TraceFacts facts) {
  private static final Path SAMPLES = Path.of("samples", "strace");

  /** Reads a sample. */
  public static Reading sample(String name) throws IOException {
    return of(Traces.open(SAMPLES.resolve(name).toString()));
  }

  /** The bytes of a log, decompressed. */
  public static byte[] plain(Path log) throws IOException {
    try (InputStream in = Files.newInputStream(log)) {
      return Traces.detect(log.toString(), in, null, ReadOptions.DEFAULT).plain().readAllBytes();
    }
  }

  /** Reads lines of strace. */
  public static Reading strace(String... lines) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    try {
      return of(new StraceReader(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a trace. */
  public static Reading of(TraceReader reader) throws IOException {
    List<ProcessEvent> events = new ArrayList<>();
    TraceFacts facts = reader.read(events::add);
    return new Reading(events, facts);
  }

  /** All events of one kind. */
  public <T extends ProcessEvent> List<T> all(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** All ended calls of one kind. */
  public <T extends Call> List<CallReturned> calls(Class<T> kind) {
    return all(CallReturned.class).stream().filter(e -> kind.isInstance(e.call())).toList();
  }

  /** The only ended call of one kind. */
  public <T extends Call> T only(Class<T> kind) {
    List<CallReturned> found = calls(kind);
    if (found.size() != 1) {
      throw new AssertionError("expected one " + kind.getSimpleName() + ", found " + found);
    }
    return kind.cast(found.get(0).call());
  }

  /** How many ended calls of a kind have such an outcome. */
  public <T extends Call> long count(Class<T> kind, Predicate<Outcome> outcome) {
    return calls(kind).stream().filter(e -> outcome.test(e.outcome())).count();
  }
}
