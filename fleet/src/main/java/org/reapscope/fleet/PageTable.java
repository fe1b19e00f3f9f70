package org.reapscope.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table of the page.
 *
 * @param heads column names
 * @param rows cells as text
 * @param hidden rows left out
 */
public record PageTable(List<String> heads, List<List<String>> rows, long hidden) {
  private static final int MOST_CHARACTERS = 300;

  /** The first {@code most} rows of a table. */
  static PageTable of(Dataset<Row> table, int most) {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : table.takeAsList(most)) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        cells.add(text(row.get(i)));
      }
      rows.add(cells);
    }
    List<String> heads =
        Arrays.stream(table.columns()).map(name -> name.replace('_', ' ')).toList();
    return new PageTable(heads, rows, Math.max(0, table.count() - rows.size()));
  }

  private static String text(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof Double number) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    if (cell instanceof Number number) {
      return String.format(Locale.ROOT, "%,d", number.longValue());
    }
    return clean(cell.toString());
  }

  /** Text from a log without what could change how the page reads; the template escapes markup. */
  private static String clean(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(MOST_CHARACTERS)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
