package org.reapscope.traces.ftrace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;

/** What one reader made of one input: all its events and its facts. */
public record Recording(List<ProcessEvent> events, TraceFacts facts) {

  /** Reads text lines. */
  public static Recording of(Function<InputStream, TraceReader> reader, String... lines)
      throws IOException {
    String text = String.join("\n", lines) + "\n";
    return of(reader, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads bytes. */
  public static Recording of(Function<InputStream, TraceReader> reader, byte[] bytes)
      throws IOException {
    List<ProcessEvent> events = new ArrayList<>();
    TraceFacts facts = reader.apply(new ByteArrayInputStream(bytes)).read(events::add);
    return new Recording(events, facts);
  }

  /** Reads a gzipped file below samples/. */
  public static Recording sample(Function<InputStream, TraceReader> reader, String name)
      throws IOException {
    return of(reader, bytes(name));
  }

  /** The content of a file below samples/, unpacked when it is gzipped. */
  public static byte[] bytes(String name) throws IOException {
    try (InputStream file = Files.newInputStream(Path.of("samples").resolve(name));
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
      return in.readAllBytes();
    }
  }

  /** The events of one type. */
  public <E extends ProcessEvent> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The only event of one type. */
  public <E extends ProcessEvent> E only(Class<E> type) {
    List<E> all = all(type);
    if (all.size() != 1) {
      throw new AssertionError("expected one " + type.getSimpleName() + " in " + events);
    }
    return all.get(0);
  }

  /** Calls of one type that ended. */
  public List<CallReturned> returned(Class<? extends Call> type) {
    return all(CallReturned.class).stream().filter(e -> type.isInstance(e.call())).toList();
  }

  /** Calls of one type that began. */
  public List<CallEntered> entered(Class<? extends Call> type) {
    return all(CallEntered.class).stream().filter(e -> type.isInstance(e.call())).toList();
  }

  /** How many ended waits are so. */
  public long waits(Predicate<CallReturned> how) {
    return returned(Call.Wait.class).stream().filter(how).count();
  }

  /** The only call of one type that ended. */
  public <C extends Call> C call(Class<C> type) {
    List<CallReturned> all = returned(type);
    if (all.size() != 1) {
      throw new AssertionError("expected one " + type.getSimpleName() + " in " + events);
    }
    return type.cast(all.get(0).call());
  }
}
