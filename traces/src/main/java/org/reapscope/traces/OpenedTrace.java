package org.reapscope.traces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader that adds the input's name to errors, and to the facts the input's damage and what was
 * taken off its lines.
 */
record OpenedTrace(
    String name,
    TraceReader reader,
    Supplier<@Nullable String> inputDamage,
    Supplier<List<String>> inputNotes)
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
    List<String> notes = new ArrayList<>(inputNotes.get());
    if (damage != null) {
      notes.add(0, damage);
    }
    return notes.isEmpty() ? facts : with(facts, notes, facts.complete() && damage == null);
  }

  @Override
  public void stayOnOneThread() {
    reader.stayOnOneThread();
  }

  @Override
  public void pause() {
    reader.pause();
  }

  private static TraceFacts with(TraceFacts facts, List<String> more, boolean complete) {
    List<String> notes = new ArrayList<>(more);
    notes.addAll(facts.notes());
    return new TraceFacts(
        facts.format(),
        facts.dialect(),
        facts.lines(),
        facts.events(),
        facts.unparsed(),
        facts.samples(),
        facts.lost(),
        complete,
        facts.clock(),
        facts.calls(),
        notes);
  }
}
