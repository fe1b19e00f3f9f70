package org.reapscope.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Audits every trace below some paths and writes, below one folder: {@code traces}, a Parquet table
 * by {@link FleetSchema#TRACES} partitioned by status; the tables of {@link FleetTables} as Parquet
 * and CSV; a page, {@code report.html}; and the pages of the traces most worth a look.
 */
@Command(
    name = "reapscope-fleet",
    mixinStandardHelpOptions = true,
    description = {
      "Audits every trace below the paths given, many at once, and writes what it finds as Parquet,"
          + " CSV and one HTML page.",
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

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "40",
      description =
          "Traces that get a page of their own: examples of each kind of finding, then the worst"
              + " (default: ${DEFAULT-VALUE}; 0 for none).")
  private int pages = 40;

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
    Rules rules = new Rules(semantics, mark, new ArrayList<>(tags));
    try {
      rules.check();
    } catch (IllegalArgumentException wrong) {
      return say(2, wrong);
    }
    // Sums of thousands of rows need no more; who has millions sets what they like.
    SparkConf few = new SparkConf().setIfMissing("spark.sql.shuffle.partitions", "8");
    SparkSession spark =
        SparkSession.builder().config(few).appName("reapscope-fleet").getOrCreate();
    try {
      audit(spark, rules);
      return 0;
    } catch (FileAlreadyExistsException taken) {
      return say(2, taken);
    } catch (IOException unreadable) {
      return say(3, unreadable);
    } finally {
      spark.stop();
    }
  }

  private static int say(int code, Exception why) {
    System.err.println("reapscope-fleet: " + why.getMessage());
    return code;
  }

  private void audit(SparkSession spark, Rules rules) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Storage storage = new Storage(context);
    // A relative path would mean another folder on each worker.
    Path folder = storage.of(output).makeQualified(new Path(output));
    String to = folder.toString();
    if (!force && storage.of(to).exists(new Path(folder, "traces"))) {
      throw new FileAlreadyExistsException(output + " holds an earlier run; --force replaces it");
    }
    StopWatch watch = new StopWatch();
    List<Unit> units = units(context, storage);
    Auditor auditor = new Auditor(storage, rules, Attempts.of(context.getConf()));
    List<List<Unit>> tasks = Tasks.of(units, context.defaultParallelism());
    // Many tasks audit; few write, or every task would make a file of its own. Rows become columns
    // only then: Spark compiles code for that in each task.
    JavaRDD<Row> audit =
        context
            .parallelize(tasks, tasks.size())
            .flatMap(auditor)
            .repartition(1 + units.size() / TRACES_A_FILE);
    spark
        .createDataFrame(audit, FleetSchema.TRACES)
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy("status")
        .parquet(to + "/traces");
    double audited = watch.lap();
    Dataset<Row> traces = spark.read().schema(FleetSchema.TRACES).parquet(to + "/traces").cache();
    long rows = traces.count();
    Map<String, Dataset<Row>> tables = FleetTables.of(traces);
    for (Map.Entry<String, Dataset<Row>> table : tables.entrySet()) {
      Dataset<Row> small = table.getValue().coalesce(1).cache();
      small.write().mode(SaveMode.Overwrite).parquet(to + "/" + table.getKey());
      csv(small, to + "/csv/" + table.getKey());
      table.setValue(small);
    }
    csv(FleetTables.flat(traces).coalesce(1), to + "/csv/traces");
    double summed = watch.lap();
    tables.put("worst", TracePages.worst(traces));
    storage.of(to).delete(new Path(folder, "pages"), true);
    Map<String, String> links =
        TracePages.write(context, tables, traces, units, rules, storage, to + "/pages", pages);
    FleetPage.write(tables, links, to + "/report.html", storage);
    System.err.printf(
        Locale.ROOT,
        "reapscope-fleet: %,d files audited in %.1f s (%.0f a second), summed up in %.1f s, %d pages in"
            + " %.1f s: %s/report.html%n",
        rows,
        audited,
        rows / audited,
        summed,
        links.size(),
        watch.lap(),
        output);
  }

  private static void csv(Dataset<Row> table, String to) {
    table.write().mode(SaveMode.Overwrite).option("header", true).csv(to);
  }

  private List<Unit> units(JavaSparkContext context, Storage storage) throws IOException {
    List<Unit> units = new ArrayList<>();
    List<Unit> archives = new ArrayList<>();
    for (Unit unit : Units.below(paths, context.hadoopConfiguration())) {
      (unit.kind() == Unit.Kind.ARCHIVE ? archives : units).add(unit);
    }
    if (!archives.isEmpty()) {
      units.addAll(
          context.parallelize(archives, archives.size()).flatMap(new ArchiveIndex(storage)).collect());
    }
    if (units.isEmpty()) {
      throw new IOException(String.join(", ", paths) + ": no files");
    }
    return units;
  }
}
