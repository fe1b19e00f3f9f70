package org.reapscope.fleet;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The fleet on one self-contained page, with links to the pages of single traces. */
final class FleetPage {
  private static final int ROWS = 100;

  private FleetPage() {}

  /**
   * A section.
   *
   * @param name a table's
   * @param title above it
   * @param about what it holds, in a sentence
   * @param bars the column drawn as bars, empty for none
   */
  private record Section(String name, String title, String about, String bars) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "distribution",
              "Over the fleet",
              "How many traces have how much of a thing, each with the trace that has the most.",
              "traces"),
          new Section(
              "programs",
              "Programs",
              "Those that steal most first. Rates are per million reaps; a program is a command name.",
              "misreaps_per_million"),
          new Section("tags", "By tag", "What the traces' paths tell.", "misreaps_per_million"),
          new Section("rules", "Kinds of findings", "The rare ones first.", ""),
          new Section("worst", "Worst traces", "", ""),
          new Section("findings", "Findings", "Errors first.", ""),
          new Section("not_analysed", "Not analysed", "With the reason.", ""));

  static void write(
      Map<String, Dataset<Row>> tables, Map<String, String> pages, String path, Storage storage)
      throws IOException {
    List<PageSection> views = new ArrayList<>();
    for (Section one : SECTIONS) {
      Dataset<Row> table = tables.get(one.name());
      if (table != null) {
        views.add(
            new PageSection(one.title(), one.about(), PageTable.of(table, ROWS, pages, one.bars())));
      }
    }
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.reapscope.fleet.templates")
        .render(
            "fleet.jte",
            Map.of("tiles", tiles(FleetTables.named("totals", tables).first()), "sections", views),
            page);
    try (OutputStream out = storage.of(path).create(new Path(path), true)) {
      out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<PageTile> tiles(Row totals) {
    long waits = totals.getAs("waits");
    long told = waits - totals.<Long>getAs("unknown") - totals.<Long>getAs("contradicted");
    return List.of(
        new PageTile(
            count(totals, "analysed"),
            "traces; " + count(totals, "failed") + " failed, " + count(totals, "no_trace") + " other files"),
        new PageTile(
            count(totals, "misreaps"),
            "misreaps, " + rate(totals, "misreaps_per_million") + " per million reaps"),
        new PageTile(
            count(totals, "leaks"),
            "leaks, " + rate(totals, "leaks_per_million") + " per million deaths"),
        new PageTile(
            count(totals, "wasted_polls"),
            String.format(
                Locale.ROOT,
                "polls for nothing, %.1f %% of waits; %.1f s spent on them",
                100 * totals.<Double>getAs("wasted_share"),
                totals.<Double>getAs("seconds_wasted"))),
        new PageTile(count(totals, "polls_saved"), "polls that pidfds in an event loop would save"),
        new PageTile(
            String.format(Locale.ROOT, "%.2f %%", waits == 0 ? 100.0 : 100.0 * told / waits),
            "of " + count(totals, "waits") + " waits explained by the kernel model"));
  }

  private static String count(Row totals, String name) {
    return String.format(Locale.ROOT, "%,d", totals.<Long>getAs(name));
  }

  private static String rate(Row totals, String name) {
    return String.format(Locale.ROOT, "%,.0f", totals.<Double>getAs(name));
  }
}
