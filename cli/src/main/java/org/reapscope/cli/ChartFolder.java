package org.reapscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.charts.ChartFile;
import org.reapscope.reports.charts.ChartKind;
import org.reapscope.reports.charts.ChartStyle;
import org.reapscope.reports.charts.ChartTable;
import org.reapscope.reports.charts.Fonts;

/**
 * The charts of a trace in one folder: for each kind that the trace has numbers for a CSV, and the
 * pictures drawn from it.
 */
record ChartFolder(Path folder, boolean force, boolean pixels) {
  /** With PNG files beside the SVG ones. */
  ChartFolder(Path folder, boolean force) {
    this(folder, force, true);
  }

  /** The files of a first trace, which must not exist yet. */
  static List<Path> taken(Path folder) {
    List<Path> files = new ArrayList<>();
    for (ChartKind kind : ChartKind.values()) {
      files.add(folder.resolve(kind.file() + ".csv"));
    }
    return files;
  }

  /**
   * Draws what there is, or writes the tables alone where {@link Fonts} are missing; returns the
   * names without their endings.
   */
  List<String> draw(TraceResult result, String prefix) throws IOException {
    Files.createDirectories(folder);
    List<String> names = new ArrayList<>();
    for (ChartKind kind : ChartKind.values()) {
      ChartTable table = kind.table(result);
      if (table.empty()) {
        continue;
      }
      String name = prefix + kind.file();
      byte[] csv = table.csv();
      write(name + ".csv", csv);
      names.add(name);
      if (Fonts.missing().isPresent()) {
        continue;
      }
      ChartTable written = ChartTable.read(csv);
      for (ChartStyle style : ChartStyle.values()) {
        JFreeChart chart = kind.draw(result, written, style);
        String ending = style == ChartStyle.LIGHT ? "" : "-dark";
        write(name + ending + ".svg", ChartFile.SVG.encode(chart));
        if (pixels) {
          write(name + ending + ".png", ChartFile.PNG.encode(chart));
        }
      }
    }
    return names;
  }

  private void write(String name, byte[] bytes) throws IOException {
    ResultFile.write(folder.resolve(name), force, out -> out.write(bytes));
  }
}
