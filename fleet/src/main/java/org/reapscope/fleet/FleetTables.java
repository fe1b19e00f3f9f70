package org.reapscope.fleet;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the fleet as a whole shows, computed from the table {@code traces}. */
final class FleetTables {
  private static final String[] SUMS = {"waits", "reaped", "misreaps", "leaks", "wasted_polls"};

  private FleetTables() {}

  /** Every table by name, each sorted so that two runs give the same. */
  static Map<String, Dataset<Row>> of(Dataset<Row> traces) {
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    tables.put("totals", totals(traces));
    tables.put("programs", programs(traces));
    tables.put("tags", tags(traces));
    tables.put("rules", rules(traces));
    tables.put("not_analysed", notAnalysed(traces));
    return tables;
  }

  private static Dataset<Row> totals(Dataset<Row> traces) {
    Dataset<Row> programs = exploded(traces);
    Dataset<Row> about =
        programs.agg(
            zeroed("misreaps"), zeroed("leaks"), zeroed("wasted_polls"), zeroed("polls_saved"));
    return traces
        .agg(
            count(lit(1)).as("traces"),
            sum(when(col("status").equalTo(FleetSchema.OK), 1).otherwise(0)).as("analysed"),
            zeroed("waits"),
            zeroed("exact"),
            zeroed("inferred"),
            zeroed("unknown"),
            zeroed("contradicted"),
            zeroed("exited"),
            zeroed("reaped"),
            zeroed("tasks_scanned"))
        .crossJoin(about);
  }

  private static Dataset<Row> programs(Dataset<Row> traces) {
    return exploded(traces)
        .groupBy("program")
        .agg(
            countDistinct("trace").as("traces"),
            sum("waits").as("waits"),
            sum("reaped").as("reaped"),
            sum("tasks_scanned").as("tasks_scanned"),
            sum("misreaps").as("misreaps"),
            perMillion(),
            sum("leaks").as("leaks"),
            sum("wasted_polls").as("wasted_polls"),
            sum("polls_saved").as("polls_saved"))
        .orderBy(
            col("misreaps").desc(),
            col("leaks").desc(),
            col("wasted_polls").desc(),
            col("program"));
  }

  private static Dataset<Row> exploded(Dataset<Row> traces) {
    return traces
        .select(col("trace"), explode(col("programs")).as("one"))
        .select(col("trace"), col("one.*"));
  }

  private static Dataset<Row> tags(Dataset<Row> traces) {
    Dataset<Row> tagged =
        traces.select(col("trace"), explode(col("tags")).as(new String[] {"tag", "value"}));
    return tagged
        .join(exploded(traces), "trace")
        .groupBy("tag", "value")
        .agg(countDistinct("trace").as("traces"), sums())
        .withColumn("misreaps_per_million", million(col("misreaps"), col("reaped")))
        .orderBy("tag", "value");
  }

  private static Column[] sums() {
    Column[] columns = new Column[SUMS.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = sum(SUMS[i]).as(SUMS[i]);
    }
    return columns;
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

  private static Dataset<Row> notAnalysed(Dataset<Row> traces) {
    return traces
        .where(col("status").notEqual(FleetSchema.OK))
        .select("trace", "status", "why")
        .orderBy("trace");
  }

  private static Column zeroed(String name) {
    return org.apache.spark.sql.functions.coalesce(sum(name), lit(0L)).as(name);
  }

  private static Column perMillion() {
    return million(sum("misreaps"), sum("reaped")).as("misreaps_per_million");
  }

  private static Column million(Column misreaps, Column reaped) {
    return when(reaped.gt(0), misreaps.multiply(1e6).divide(reaped)).otherwise(0.0);
  }
}
