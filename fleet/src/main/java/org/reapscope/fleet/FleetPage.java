package org.reapscope.fleet;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The fleet on one self-contained page. */
final class FleetPage {
  private static final int ROWS = 200;

  private FleetPage() {}

  static void write(
      Map<String, Dataset<Row>> tables, Dataset<Row> traces, String path, Configuration hadoop)
      throws IOException {
    Map<String, PageTable> shown = new LinkedHashMap<>();
    tables.forEach((name, table) -> shown.put(name.replace('_', ' '), PageTable.of(table, ROWS)));
    shown.put("findings", PageTable.of(findings(traces), ROWS));
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.reapscope.fleet.templates")
        .render("fleet.jte", Map.of("tables", shown), page);
    Path file = new Path(path);
    try (OutputStream out = file.getFileSystem(hadoop).create(file, true)) {
      out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Errors first, each with the trace to look at. */
  private static Dataset<Row> findings(Dataset<Row> traces) {
    return traces
        .select(col("trace"), explode(col("findings")).as("one"))
        .select(
            col("one.severity").as("severity"),
            col("one.rule").as("rule"),
            concat_ws("; ", col("one.message"), col("one.under_flag")).as("finding"),
            col("trace"),
            col("one.stealer_line").as("line"))
        .orderBy(col("severity"), col("rule"), col("trace"), col("line"));
  }
}
