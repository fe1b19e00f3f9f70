package org.reapscope.traces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reader that adds the input's name to errors and the input's damage to the facts. */
record OpenedTrace(String name, TraceReader reader, Supplier<@Nullable String> inputDamage)
    implements TraceReader {

  @Override
  public TraceFacts read(EventSink sink) throws IOException {
    TraceFacts facts;
    try {
      facts = reader.read(sink);
    } catch (TraceException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(name) ? e : new TraceException(name + ": " + message);
    }
    String damage = inputDamage.get();
    return damage == null ? facts : incomplete(facts, damage);
  }

  @Override
  public void stayOnOneThread() {
    reader.stayOnOneThread();
  }

  @Override
  public void pause() {
    reader.pause();
  }

  private static TraceFacts incomplete(TraceFacts facts, String damage) {
    List<String> notes = new ArrayList<>(facts.notes());
    notes.add(0, damage);
    return new TraceFacts(
        facts.format(),
        facts.dialect(),
        facts.lines(),
        facts.events(),
        facts.unparsed(),
        facts.samples(),
        facts.lost(),
        false,
        facts.clock(),
        facts.calls(),
        notes);
  }
}
