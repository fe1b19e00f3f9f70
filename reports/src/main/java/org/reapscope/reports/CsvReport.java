package org.reapscope.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Writer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.Plan;
import org.reapscope.analyzer.result.PlanRow;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.ReapingCost;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WhatIf;

/**
 * One table of a run by RFC 4180: findings for audit, wait calls for replay, polling for cost,
 * profiles for compare, spawn sites for plan.
 *
 * <p>Columns keep their names and order; new ones are added at the end. An empty cell means that
 * the log cannot tell. Text that a spreadsheet would take for a formula gets a leading apostrophe.
 */
public final class CsvReport implements Report {
  private static final CsvSchema FINDINGS =
      schema(
          "trace,rule,severity,evidence,message,pid,comm,childPid,childComm,childSpawnLine,"
              + "childExitLine,childStatus,stealerTid,stealerLine,stealerTime,stealerCall,"
              + "victimTid,victimLine,victimTime,victimCall,victimSymptom,underFlag,underFlagNote");
  private static final CsvSchema CALLS =
      schema(
          "trace,line,tid,time,call,recorded,replayed,evidence,rule,tasksScanned,"
              + "process,startLine,startTime,endTime,child");
  private static final CsvSchema POLLING =
      schema(
          "trace,pid,comm,rounds,calls,wasted,maxChildren,secondsWasted,nsPerChildPerRound,"
              + "callsUnderFlag,scanned,scannedBefore513,seconds,secondsNet,secondsPredicted,share,"
              + "order,callsPerChild,nsPerChild,nsPerChildLow,nsPerChildHigh,nsPerChildRobust");

  private static final CsvSchema COMPARISON =
      schema(
          "trace,semantics,mark,marked,fixed,unchanged,improved,leaks,hangs,alive,misreaps,stuck,"
              + "spins,callsRecorded,callsPlayed,different,tasksScanned");
  private static final CsvSchema PLAN =
      schema(
          "trace,program,verdict,thread,call,site,child,children,example,misreaped,collected,mark,"
              + "fixed,unchanged,improved,leaks,hangs,change,saves,today");

  private final CsvGenerator csv;
  private final String command;

  /** Begins the table that belongs to the run's command. */
  public CsvReport(Run run, Writer out) throws IOException {
    this.command = run.command();
    CsvSchema schema =
        switch (command) {
          case "replay" -> CALLS;
          case "cost" -> POLLING;
          case "compare" -> COMPARISON;
          case "plan" -> PLAN;
          default -> FINDINGS;
        };
    this.csv = new CsvFactory().createGenerator(out);
    csv.setSchema(schema);
    csv.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
  }

  private static CsvSchema schema(String columns) {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    for (String column : columns.split(",")) {
      schema.addColumn(column);
    }
    return schema.build();
  }

  @Override
  public void add(TraceResult result) throws IOException {
    switch (command) {
      case "replay" -> {
        for (CallRow row : result.calls()) {
          call(result.name(), row);
        }
      }
      case "cost" -> {
        for (Polling row : result.polling()) {
          polling(result.name(), row, costOf(result.cost(), row));
        }
      }
      case "compare" -> {
        for (WhatIf row : result.comparison()) {
          comparison(result.name(), row);
        }
      }
      case "plan" -> plan(result);
      default -> {
        for (Finding row : result.findings()) {
          finding(result.name(), row);
        }
      }
    }
  }

  @Override
  public void end() throws IOException {
    // Writes the header, too, when no row did.
    csv.close();
  }

  private void finding(String trace, Finding one) throws IOException {
    Finding.Child child = one.child();
    Finding.Act stealer = one.stealer();
    Finding.Victim victim = one.victim();
    Finding.UnderFlag flag = one.underFlag();
    row(
        trace,
        one.rule(),
        one.severity().word(),
        one.evidence(),
        one.message(),
        one.process().pid(),
        one.process().comm(),
        child == null ? null : child.pid(),
        child == null ? null : child.comm(),
        child == null ? null : line(child.spawnLine()),
        child == null ? null : line(child.exitLine()),
        child == null ? null : child.status(),
        stealer == null ? null : stealer.tid(),
        stealer == null ? null : line(stealer.line()),
        stealer == null ? null : time(stealer.time()),
        stealer == null ? null : stealer.call(),
        victim == null ? null : victim.tid(),
        victim == null ? null : line(victim.line()),
        victim == null ? null : time(victim.time()),
        victim == null ? null : victim.call(),
        victim == null ? null : victim.symptom(),
        flag == null ? null : flag.outcome(),
        flag == null ? null : flag.note());
  }

  private void call(String trace, CallRow one) throws IOException {
    row(
        trace,
        one.line(),
        one.tid(),
        time(one.time()),
        one.call(),
        one.recorded(),
        one.replayed(),
        one.evidence().word(),
        one.rule(),
        one.tasksScanned(),
        one.process(),
        line(one.startLine()),
        time(one.startTime()),
        time(one.endTime()),
        one.child() == 0 ? null : one.child());
  }

  /** The costs of the process that {@code row} is about. */
  private static @Nullable ReaperCost costOf(ReapingCost cost, Polling row) {
    for (ReaperCost one : cost.processes()) {
      if (one.pid() == row.pid()
          && one.comm().equals(row.comm())
          && one.polls().calls() == row.calls()) {
        return one;
      }
    }
    return null;
  }

  private void polling(String trace, Polling one, @Nullable ReaperCost cost) throws IOException {
    ReaperCost.@Nullable Work work = cost == null ? null : cost.polls();
    @Nullable Growth growth = cost == null ? null : cost.pollGrowth();
    Growth.@Nullable Fit calls = growth == null ? null : growth.fit("calls");
    Growth.@Nullable Fit nanos = growth == null ? null : growth.fit("nanoseconds");
    row(
        trace,
        one.pid(),
        one.comm(),
        one.rounds(),
        one.calls(),
        one.wasted(),
        one.maxChildren(),
        one.secondsWasted(),
        one.nsPerChildPerRound(),
        one.callsUnderFlag(),
        work == null ? null : work.scanned(),
        work == null ? null : work.scannedBefore513(),
        work == null ? null : known(work.seconds()),
        work == null ? null : known(work.secondsNet()),
        work == null ? null : known(work.secondsPredicted()),
        work == null ? null : known(work.share()),
        calls == null ? null : calls.order().word(),
        calls == null ? null : known(calls.slope()),
        nanos == null ? null : known(nanos.slope()),
        nanos == null ? null : known(nanos.slopeLow()),
        nanos == null ? null : known(nanos.slopeHigh()),
        nanos == null ? null : known(nanos.robustSlope()));
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private void comparison(String trace, WhatIf one) throws IOException {
    row(
        trace,
        one.semantics(),
        one.mark(),
        one.marked(),
        one.fixed(),
        one.unchanged(),
        one.improved(),
        one.leaks(),
        one.hangs(),
        one.alive(),
        one.misreaps(),
        one.stuck(),
        one.spins(),
        one.callsRecorded(),
        one.callsPlayed(),
        one.different(),
        one.tasksScanned());
  }

  private void plan(TraceResult result) throws IOException {
    Plan plan = result.plan();
    if (plan == null) {
      return;
    }
    for (PlanRow one : plan.rows()) {
      row(
          result.name(),
          one.program(),
          plan.verdictOn(one.program()),
          one.thread(),
          one.call(),
          one.site(),
          one.child(),
          one.children(),
          one.example(),
          one.misreaped(),
          one.collected(),
          Boolean.toString(one.mark()),
          one.ifMarked().fixed(),
          one.ifMarked().unchanged(),
          one.ifMarked().improved(),
          one.ifMarked().leaks(),
          one.ifMarked().hangs(),
          one.change(),
          one.saves(),
          one.today());
    }
  }

  private static @Nullable Long line(long line) {
    return line == 0 ? null : line;
  }

  /** A time as a number in disguise: exact, where a double would round the nanoseconds. */
  private static @Nullable Seconds time(long nanos) {
    return Times.known(nanos) ? new Seconds(Times.decimal(nanos)) : null;
  }

  private record Seconds(String decimal) {}

  private void row(@Nullable Object... cells) throws IOException {
    csv.writeStartArray();
    for (Object cell : cells) {
      if (cell == null) {
        csv.writeString("");
      } else if (cell instanceof Number || cell instanceof Seconds) {
        csv.writeNumber(cell instanceof Seconds s ? s.decimal() : Objects.toString(cell));
      } else {
        csv.writeString(inert(Sanitizer.text(cell.toString())));
      }
    }
    csv.writeEndArray();
  }

  /** Spreadsheets run cells that begin like a formula; after an apostrophe they are text. */
  private static String inert(String text) {
    return !text.isEmpty() && "=+-@|%".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
