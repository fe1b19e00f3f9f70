package org.reapscope.fleet;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import org.apache.spark.sql.types.StructType;

/** The columns of the Parquet table {@code traces}: one row a trace, analysed or not. */
final class FleetSchema {
  /** Status of a trace that was analysed. */
  static final String OK = "ok";

  /** Status of a file that is no trace. */
  static final String NO_TRACE = "no-trace";

  /** Status of a trace that could not be read. */
  static final String FAILED = "failed";

  /** What a program did about its children in one trace. */
  static final StructType PROGRAM =
      new StructType()
          .add("program", StringType)
          .add("waits", LongType)
          .add("reaped", LongType)
          .add("tasks_scanned", LongType)
          .add("misreaps", LongType)
          .add("leaks", LongType)
          .add("wasted_polls", LongType)
          .add("polls_saved", LongType);

  /** A finding. */
  static final StructType FINDING =
      new StructType()
          .add("rule", StringType)
          .add("severity", StringType)
          .add("evidence", StringType)
          .add("message", StringType)
          .add("pid", IntegerType)
          .add("program", StringType)
          .add("child_pid", IntegerType)
          .add("child_program", StringType)
          .add("child_status", StringType)
          .add("stealer_line", LongType)
          .add("stealer_call", StringType)
          .add("victim_line", LongType)
          .add("victim_call", StringType)
          .add("symptom", StringType)
          .add("under_flag", StringType);

  /** What a process spent on asking after its children one by one. */
  static final StructType POLLING =
      new StructType()
          .add("pid", IntegerType)
          .add("program", StringType)
          .add("rounds", LongType)
          .add("calls", LongType)
          .add("wasted", LongType)
          .add("max_children", IntegerType)
          .add("seconds_wasted", DoubleType)
          .add("calls_under_flag", LongType);

  /** The table. */
  static final StructType TRACES =
      new StructType()
          .add("trace", StringType)
          .add("tags", createMapType(StringType, StringType))
          .add("status", StringType)
          .add("why", StringType)
          .add("format", StringType)
          .add("dialect", StringType)
          .add("lines", LongType)
          .add("events", LongType)
          .add("unparsed", LongType)
          .add("lost", LongType)
          .add("complete", BooleanType)
          .add("verdict", StringType)
          .add("created", LongType)
          .add("exited", LongType)
          .add("reaped", LongType)
          .add("autoreaped", LongType)
          .add("reparented", LongType)
          .add("zombies_at_end", LongType)
          .add("waits", LongType)
          .add("exact", LongType)
          .add("inferred", LongType)
          .add("unknown", LongType)
          .add("contradicted", LongType)
          .add("generic", LongType)
          .add("focused", LongType)
          .add("empty", LongType)
          .add("echild", LongType)
          .add("tasks_scanned", LongType)
          .add("misreaps", LongType)
          .add("leaks", LongType)
          .add("wasted_polls", LongType)
          .add("polls_saved", LongType)
          .add("seconds_wasted", DoubleType)
          .add("programs", createArrayType(PROGRAM))
          .add("findings", createArrayType(FINDING))
          .add("polling", createArrayType(POLLING));

  private FleetSchema() {}
}
