package org.reapscope.fleet;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.Processes;
import org.reapscope.analyzer.result.ProgramTotals;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.traces.TraceFacts;
import scala.jdk.javaapi.CollectionConverters;

/** Results as rows of {@link FleetSchema#TRACES}. */
final class TraceRow {
  private TraceRow() {}

  /** A trace that was analysed. */
  static Row of(String name, Map<String, String> tags, TraceResult result) {
    TraceFacts facts = result.facts();
    Processes processes = result.processes();
    WaitTotals waits = result.waits();
    return RowFactory.create(
        name,
        map(tags),
        FleetSchema.OK,
        null,
        facts.format(),
        facts.dialect(),
        facts.lines(),
        facts.events(),
        facts.unparsed(),
        facts.lost(),
        facts.complete(),
        result.verdict(),
        processes.created(),
        processes.exited(),
        processes.reaped(),
        processes.autoreaped(),
        processes.reparented(),
        processes.zombiesAtEnd(),
        waits.total(),
        waits.exact(),
        waits.inferred(),
        waits.unknown(),
        waits.contradicted(),
        waits.generic(),
        waits.focused(),
        waits.empty(),
        waits.echild(),
        waits.tasksScanned(),
        sum(result, ProgramTotals::misreaps),
        sum(result, ProgramTotals::leaks),
        sum(result, ProgramTotals::wastedPolls),
        sum(result, ProgramTotals::pollsSaved),
        result.polling().stream().mapToDouble(Polling::secondsWasted).sum(),
        rows(result.programs().stream().map(TraceRow::program).toList()),
        rows(result.findings().stream().map(TraceRow::finding).toList()),
        rows(result.polling().stream().map(TraceRow::polling).toList()));
  }

  private static long sum(TraceResult result, ToLongFunction<ProgramTotals> count) {
    return result.programs().stream().mapToLong(count).sum();
  }

  /** A trace that was not, and why. */
  static Row failed(String name, Map<String, String> tags, String status, String why) {
    @Nullable Object[] cells = new Object[FleetSchema.TRACES.size()];
    cells[0] = name;
    cells[1] = map(tags);
    cells[2] = status;
    cells[3] = why;
    return RowFactory.create(cells);
  }

  private static Row program(ProgramTotals one) {
    return RowFactory.create(
        one.program(),
        one.waits(),
        one.reaped(),
        one.tasksScanned(),
        one.misreaps(),
        one.leaks(),
        one.wastedPolls(),
        one.pollsSaved());
  }

  private static Row finding(Finding one) {
    Finding.Child child = one.child();
    Finding.Act stealer = one.stealer();
    Finding.Victim victim = one.victim();
    Finding.UnderFlag flag = one.underFlag();
    return RowFactory.create(
        one.rule(),
        one.severity().word(),
        one.evidence(),
        one.message(),
        one.process().pid(),
        one.process().comm(),
        child == null ? null : child.pid(),
        child == null ? null : child.comm(),
        child == null ? null : child.status(),
        stealer == null ? null : stealer.line(),
        stealer == null ? null : stealer.call(),
        victim == null ? null : victim.line(),
        victim == null ? null : victim.call(),
        victim == null ? null : victim.symptom(),
        flag == null ? null : flag.outcome());
  }

  private static Row polling(Polling one) {
    return RowFactory.create(
        one.pid(),
        one.comm(),
        one.rounds(),
        one.calls(),
        one.wasted(),
        one.maxChildren(),
        one.secondsWasted(),
        one.callsUnderFlag());
  }

  private static Object rows(List<Row> rows) {
    return CollectionConverters.asScala(rows).toSeq();
  }

  private static Object map(Map<String, String> tags) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(tags));
  }
}
