package org.reapscope.fleet;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many traces have how much of a thing: none, one, up to ten, up to a hundred … */
final class Distribution {
  /** What is counted in each trace. */
  private static final List<String> MEASURES =
      List.of("misreaps", "leaks", "wasted_polls", "contradicted", "waits");

  private Distribution() {}

  /**
   * One row for each measure and class: {@code from} (included) {@code up_to} (excluded), the
   * traces in it, and the trace that has the most.
   */
  static Dataset<Row> of(Dataset<Row> traces) {
    Column[] each =
        MEASURES.stream()
            .map(name -> struct(lit(name).as("measure"), col(name).as("count")))
            .toArray(Column[]::new);
    return traces
        .where(col("status").equalTo(FleetSchema.OK))
        .select(col("trace"), explode(array(each)).as("one"))
        .select("trace", "one.*")
        .withColumn("from", expr("if(count < 2, count, power(10, length(string(count)) - 1))").cast("long"))
        // 2 to 9 is a class of its own beside 1.
        .withColumn("from", expr("if(count > 1 and count < 10, 2, `from`)").cast("long"))
        .withColumn("up_to", expr("if(`from` < 2, `from` + 1, if(`from` = 2, 10, `from` * 10))").cast("long"))
        .groupBy("measure", "from", "up_to")
        .agg(
            count(lit(1)).as("traces"),
            max(struct(col("count"), col("trace"))).getField("trace").as("for_example"))
        .orderBy("measure", "from");
  }
}
