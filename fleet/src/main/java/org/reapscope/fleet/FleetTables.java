package org.reapscope.fleet;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/** What the fleet as a whole shows, computed from the table {@code traces}. */
final class FleetTables {
  private static final String[] SUMS = {
    "waits", "reaped", "tasks_scanned", "misreaps", "leaks", "wasted_polls", "polls_saved"
  };

  private FleetTables() {}

  /** Every table by name, each sorted so that two runs give the same. */
  static Map<String, Dataset<Row>> of(Dataset<Row> traces) {
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    tables.put("totals", totals(traces));
    tables.put("distribution", Distribution.of(traces));
    tables.put("programs", programs(traces));
    tables.put("tags", tags(traces));
    tables.put("rules", rules(traces));
    tables.put("findings", findings(traces));
    tables.put("not_analysed", notAnalysed(traces));
    return tables;
  }

  /** A table that is there. */
  static Dataset<Row> named(String name, Map<String, Dataset<Row>> tables) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  /** The table {@code traces} without its lists, for CSV. */
  static Dataset<Row> flat(Dataset<Row> traces) {
    Column[] columns =
        Arrays.stream(FleetSchema.TRACES.fields())
            .filter(field -> !(field.dataType() instanceof ArrayType))
            .map(field -> field.name().equals("tags") ? to_json(col("tags")).as("tags") : col(field.name()))
            .toArray(Column[]::new);
    return traces.select(columns).orderBy("trace");
  }

  private static Dataset<Row> totals(Dataset<Row> traces) {
    List<Column> sums = new ArrayList<>();
    sums.add(of(FleetSchema.OK).as("analysed"));
    sums.add(of(FleetSchema.FAILED).as("failed"));
    sums.add(of(FleetSchema.NO_TRACE).as("no_trace"));
    for (String name : List.of("exact", "inferred", "unknown", "contradicted", "created", "exited")) {
      sums.add(zeroed(name));
    }
    sums.addAll(List.of(measures()));
    sums.add(coalesce(sum("seconds_wasted"), lit(0.0)).as("seconds_wasted"));
    return traces.agg(count(lit(1)).as("files"), sums.toArray(Column[]::new));
  }

  private static Column of(String status) {
    return coalesce(sum(when(col("status").equalTo(status), 1L).otherwise(0L)), lit(0L));
  }

  private static Dataset<Row> programs(Dataset<Row> traces) {
    return traces
        .select(col("trace"), explode(col("programs")).as("one"))
        .select("trace", "one.*")
        .groupBy("program")
        .agg(countDistinct("trace").as("traces"), measures())
        .orderBy(
            col("misreaps").desc(),
            col("leaks").desc(),
            col("wasted_polls").desc(),
            col("program"));
  }

  private static Dataset<Row> tags(Dataset<Row> traces) {
    List<Column> kept = new ArrayList<>(List.of(explode(col("tags")).as(new String[] {"tag", "value"})));
    for (String name : SUMS) {
      kept.add(col(name));
    }
    kept.add(col("status"));
    return traces
        .select(kept.toArray(Column[]::new))
        .where(col("status").notEqual(FleetSchema.NO_TRACE))
        .groupBy("tag", "value")
        .agg(count(lit(1)).as("traces"), measures())
        .orderBy("tag", "value");
  }

  /** Sums, and each misdeed in proportion to the occasions for it. */
  private static Column[] measures() {
    List<Column> columns = new ArrayList<>();
    for (String name : SUMS) {
      columns.add(zeroed(name));
    }
    columns.add(part(sum("misreaps"), sum("reaped"), 1e6).as("misreaps_per_million"));
    columns.add(part(sum("leaks"), sum("reaped").plus(sum("leaks")), 1e6).as("leaks_per_million"));
    columns.add(part(sum("wasted_polls"), sum("waits"), 1).as("wasted_share"));
    return columns.toArray(Column[]::new);
  }

  private static Column zeroed(String name) {
    return coalesce(sum(name), lit(0L)).as(name);
  }

  private static Column part(Column some, Column all, double times) {
    return when(all.gt(0), some.multiply(times).divide(all)).otherwise(0.0);
  }

  /** Findings by rule, the rare ones first, each with a trace to look at. */
  private static Dataset<Row> rules(Dataset<Row> traces) {
    return traces
        .select(col("trace"), explode(col("findings")).as("one"))
        .groupBy(col("one.rule").as("rule"), col("one.severity").as("severity"))
        .agg(
            count(lit(1)).as("findings"),
            countDistinct("trace").as("traces"),
            min("trace").as("for_example"))
        .orderBy(col("findings"), col("rule"), col("severity"));
  }

  /** Errors first, each with the trace to look at. */
  private static Dataset<Row> findings(Dataset<Row> traces) {
    return traces
        .select(col("trace"), explode(col("findings")).as("one"))
        .select(
            col("one.severity").as("severity"),
            col("one.rule").as("rule"),
            col("one.program").as("program"),
            concat_ws("; ", col("one.message"), col("one.under_flag")).as("finding"),
            coalesce(col("one.stealer_line"), col("one.victim_line")).as("line"),
            col("trace"))
        .orderBy(
            when(col("severity").equalTo("error"), 0)
                .when(col("severity").equalTo("warning"), 1)
                .otherwise(2),
            col("rule"),
            col("trace"),
            col("line"),
            col("finding"));
  }

  private static Dataset<Row> notAnalysed(Dataset<Row> traces) {
    return traces
        .where(col("status").notEqual(FleetSchema.OK))
        .select("status", "trace", "why")
        .orderBy("status", "trace");
  }
}
