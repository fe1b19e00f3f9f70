package org.reapscope.fleet;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Serializable;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.CalibrationCsv;
import org.reapscope.reports.Quotation;
import org.reapscope.reports.Report;
import org.reapscope.reports.ReportFormat;
import org.reapscope.reports.Run;
import org.reapscope.traces.LogLines;
import org.reapscope.traces.Traces;

/**
 * The full pages of some traces, as {@code reapscope audit --format html} writes them: one example
 * of each kind of finding, and those with most misreaps, leaks and wasted polls.
 */
final class TracePages {
  /** A page keeps every wait call in memory: of longer traces none is written. */
  private static final long MOST_WAITS = 100_000;

  private TracePages() {}

  /** A page to write. */
  private record Page(Unit unit, String trace, String file) implements Serializable {}

  /** Those that misreap most, then leak most, then poll most. */
  static Dataset<Row> worst(Dataset<Row> traces) {
    return traces
        .where("misreaps + leaks + wasted_polls > 0")
        .select("trace", "verdict", "misreaps", "leaks", "wasted_polls", "waits", "contradicted")
        .orderBy(
            col("misreaps").desc(), col("leaks").desc(), col("wasted_polls").desc(), col("trace"));
  }

  /**
   * Writes up to {@code most} pages into {@code folder}.
   *
   * @return links relative to the folder above, by the traces' names
   */
  static Map<String, String> write(
      JavaSparkContext context,
      Map<String, Dataset<Row>> tables,
      Dataset<Row> traces,
      List<Unit> units,
      Rules rules,
      Storage storage,
      String folder,
      int most) {
    Map<String, String> links = new LinkedHashMap<>();
    List<Page> pages = new ArrayList<>();
    for (String trace : wanted(tables, traces, most)) {
      Unit unit = holder(units, trace);
      if (unit != null) {
        String name = String.format("%04d.html", pages.size() + 1);
        pages.add(new Page(unit, trace, folder + "/" + name));
      }
    }
    if (pages.isEmpty()) {
      return links;
    }
    String last = folder.substring(folder.lastIndexOf('/') + 1);
    for (Page page : context.parallelize(pages, pages.size()).filter(new Writing(storage, rules)).collect()) {
      links.put(page.trace(), last + page.file().substring(page.file().lastIndexOf('/')));
    }
    return links;
  }

  private static Set<String> wanted(Map<String, Dataset<Row>> tables, Dataset<Row> traces, int most) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Dataset<Row> source :
        List.of(
            FleetTables.named("rules", tables).select("for_example"),
            FleetTables.named("worst", tables).select("trace"))) {
      wanted.addAll(source.as(Encoders.STRING()).takeAsList(most));
    }
    Column named = col("trace").isin(wanted.toArray());
    wanted.retainAll(
        traces
            .where(named.and(col("waits").leq(MOST_WAITS)))
            .select("trace")
            .as(Encoders.STRING())
            .collectAsList());
    return new LinkedHashSet<>(wanted.stream().limit(most).toList());
  }

  private static @Nullable Unit holder(List<Unit> units, String trace) {
    for (Unit unit : units) {
      if (unit.name().equals(trace)
          || (unit.kind() == Unit.Kind.ARCHIVE && trace.startsWith(unit.nameInside("")))) {
        return unit;
      }
    }
    return null;
  }

  /** Writes a page; false when that fails, and the trace then has none. */
  private record Writing(Storage storage, Rules rules) implements Function<Page, Boolean> {
    @Override
    public Boolean call(Page page) {
      try (Scratch scratch = new Scratch()) {
        String local = new UnitReader(storage).copy(page.unit(), page.trace(), scratch).toString();
        AnalysisOptions options = rules.options().inFull().pricedBy(CalibrationCsv.reference());
        TraceResult result =
            TraceAudit.of(page.trace(), options, () -> Traces.open(local));
        TraceResult quoted =
            result.edit().quotes(LogLines.read(local, Quotation.wanted(result))).done();
        write(page.file(), quoted);
        return true;
      } catch (IOException | RuntimeException | OutOfMemoryError failed) {
        System.err.println("reapscope-fleet: no page of " + page.trace() + ": " + failed);
        return false;
      }
    }

    private void write(String file, TraceResult result) throws IOException {
      Run.Style plain = new Run.Style(false, Run.Detail.NORMAL);
      String version = TracePages.class.getPackage().getImplementationVersion();
      String told = version == null ? "development" : version;
      Run run = new Run(told, "audit", rules.semantics(), rules.mark(), plain);
      try (Writer out =
          new OutputStreamWriter(
              storage.of(file).create(new Path(file), true), StandardCharsets.UTF_8)) {
        Report report = ReportFormat.HTML.open(run, out);
        report.add(result);
        report.end();
      }
    }
  }
}
