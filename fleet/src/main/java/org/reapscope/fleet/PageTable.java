package org.reapscope.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.reapscope.reports.Sanitizer;

/**
 * A table of the page.
 *
 * @param heads column names
 * @param rows the first rows
 * @param hidden rows left out
 */
public record PageTable(List<String> heads, List<List<Cell>> rows, long hidden) {
  private static final int MOST_CHARACTERS = 300;

  /**
   * A cell.
   *
   * @param text what it shows; the template escapes markup
   * @param link the page it leads to, empty for none
   * @param number whether it is set to the right
   * @param bar its length in the column in hundredths, -1 for none
   */
  public record Cell(String text, String link, boolean number, int bar) {}

  /**
   * The first {@code most} rows of a table.
   *
   * @param pages the pages of traces by the traces' names
   * @param bars the column drawn as bars, empty for none
   */
  static PageTable of(Dataset<Row> table, int most, Map<String, String> pages, String bars) {
    List<Row> first = table.takeAsList(most);
    List<String> names = Arrays.asList(table.columns());
    int drawn = names.indexOf(bars);
    double longest = drawn < 0 ? 0 : first.stream().mapToDouble(row -> number(row, drawn)).max().orElse(0);
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : first) {
      List<Cell> cells = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        Object value = row.get(i);
        String link = value instanceof String name ? pages.getOrDefault(name, "") : "";
        int bar = i == drawn && longest > 0 ? (int) Math.ceil(100 * number(row, i) / longest) : -1;
        cells.add(new Cell(text(value, names.get(i)), link, value instanceof Number, bar));
      }
      rows.add(cells);
    }
    List<String> heads = names.stream().map(name -> name.replace('_', ' ')).toList();
    return new PageTable(heads, rows, Math.max(0, table.count() - rows.size()));
  }

  private static double number(Row row, int column) {
    return row.get(column) instanceof Number number ? number.doubleValue() : 0;
  }

  private static String text(@Nullable Object value, String column) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double number) {
      return column.endsWith("_share")
          ? String.format(Locale.ROOT, "%.1f %%", 100 * number)
          : String.format(Locale.ROOT, "%,.0f", number);
    }
    if (value instanceof Number number) {
      return String.format(Locale.ROOT, "%,d", number.longValue());
    }
    return Sanitizer.clean(value.toString(), MOST_CHARACTERS);
  }
}
