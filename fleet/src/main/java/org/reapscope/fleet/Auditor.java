package org.reapscope.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.reapscope.traces.NotATraceException;

/**
 * The work of one task: audits the traces of one or more {@link Unit}s. Whatever is wrong with a
 * trace becomes its row. A file system that fails makes the task fail, so that it is tried again
 * elsewhere; what the last attempt meets becomes a row too.
 */
final class Auditor implements FlatMapFunction<List<Unit>, Row>, UnitReader.Visitor<Row> {
  private static final long serialVersionUID = 1;

  private final Storage storage;
  private final Rules rules;
  private final int attempts;

  /** With so many attempts at each task. */
  Auditor(Storage storage, Rules rules, int attempts) {
    this.storage = storage;
    this.rules = rules;
    this.attempts = attempts;
  }

  @Override
  public Iterator<Row> call(List<Unit> task) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Unit unit : task) {
      rows.addAll(audit(unit));
    }
    return rows.iterator();
  }

  private List<Row> audit(Unit unit) throws IOException {
    try {
      return new UnitReader(storage).each(unit, this);
    } catch (IOException unreachable) {
      if (TaskContext.get().attemptNumber() + 1 < attempts) {
        throw unreachable;
      }
      return List.of(failed(unit.name(), FleetSchema.FAILED, unreachable));
    }
  }

  @Override
  public Row trace(String name, UnitReader.Opener opener) {
    try {
      return TraceRow.of(name, rules.tags(name), TraceAudit.of(name, rules.options(), opener));
    } catch (NotATraceException other) {
      return failed(name, FleetSchema.NO_TRACE, other);
    } catch (OutOfMemoryError full) {
      return damaged(name, "out of memory; spark.executor.memory gives more");
    } catch (IOException | RuntimeException | StackOverflowError unreadable) {
      return failed(name, FleetSchema.FAILED, unreadable);
    }
  }

  @Override
  public Row damaged(String name, String why) {
    return TraceRow.failed(name, rules.tags(name), FleetSchema.FAILED, why);
  }

  private Row failed(String name, String status, Throwable why) {
    String message = why.getMessage();
    return TraceRow.failed(
        name, rules.tags(name), status, message == null ? why.toString() : message);
  }
}
