package org.reapscope.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.fleet.Tags;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Audits every trace below some paths and writes, below one folder: {@code traces}, a Parquet table
 * by {@link FleetSchema#TRACES} partitioned by status; the tables of {@link FleetTables} as Parquet
 * and CSV; and a page, {@code report.html}.
 */
@Command(
    name = "reapscope-fleet",
    mixinStandardHelpOptions = true,
    description = {
      "Audits every trace below the paths given, one task a trace, and writes what it finds as"
          + " Parquet, CSV and one HTML page.",
      ""
    })
public final class FleetJob implements Callable<Integer> {
  private static final int TRACES_A_FILE = 1000;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files, directories or patterns on any file system that Spark reads.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      required = true,
      description = "Where the tables go; must not exist unless --force is given.")
  private String output = "";

  @Option(names = "--force", description = "Replace the tables of an earlier run.")
  private boolean force;

  @Option(
      names = "--semantics",
      paramLabel = "PROFILE",
      defaultValue = "linux",
      description = "Rules to replay under (default: ${DEFAULT-VALUE}).")
  private String semantics = "linux";

  @Option(
      names = "--mark",
      paramLabel = "POLICY",
      defaultValue = "none",
      description = "Which children carry the mark (default: ${DEFAULT-VALUE}).")
  private String mark = "none";

  @Option(
      names = "--tag",
      paramLabel = "NAME=REGEX",
      description = "Tag traces by what the group of REGEX matches in their paths.")
  private List<String> tags = new ArrayList<>();

  /** Runs the job; exits with 0, or 2 for wrong usage, or 3 when a path cannot be read. */
  public static void main(String[] args) {
    int code = run(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs the job in the present Spark session, or one that it makes. */
  static int run(String... args) {
    return new CommandLine(new FleetJob()).execute(args);
  }

  @Override
  public Integer call() {
    try {
      new Analysis(new AnalysisOptions(semantics, mark, false));
      new Tags(tags);
    } catch (IllegalArgumentException wrong) {
      System.err.println("reapscope-fleet: " + wrong.getMessage());
      return 2;
    }
    SparkSession spark = SparkSession.builder().appName("reapscope-fleet").getOrCreate();
    try {
      audit(spark);
      return 0;
    } catch (IOException unreadable) {
      System.err.println("reapscope-fleet: " + unreadable.getMessage());
      return 3;
    } finally {
      spark.stop();
    }
  }

  private void audit(SparkSession spark) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<Unit> units = Units.below(paths, context.hadoopConfiguration());
    if (units.isEmpty()) {
      throw new IOException(String.join(", ", paths) + ": no files");
    }
    SaveMode mode = force ? SaveMode.Overwrite : SaveMode.ErrorIfExists;
    spark
        .createDataFrame(
            context.parallelize(units, units.size()).flatMap(new Auditor(semantics, mark, tags)),
            FleetSchema.TRACES)
        // One task a trace audits; few write, or every trace would become a file of its own.
        .repartition(1 + units.size() / TRACES_A_FILE)
        .write()
        .mode(mode)
        .partitionBy("status")
        .parquet(output + "/traces");
    Dataset<Row> traces = spark.read().schema(FleetSchema.TRACES).parquet(output + "/traces");
    Map<String, Dataset<Row>> tables = FleetTables.of(traces);
    for (Map.Entry<String, Dataset<Row>> table : tables.entrySet()) {
      Dataset<Row> small = table.getValue().coalesce(1).cache();
      small.write().mode(mode).parquet(output + "/" + table.getKey());
      small.write().mode(mode).option("header", true).csv(output + "/csv/" + table.getKey());
    }
    FleetPage.write(tables, traces, output + "/report.html", context.hadoopConfiguration());
  }
}
