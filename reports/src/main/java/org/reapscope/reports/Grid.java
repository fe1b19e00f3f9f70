package org.reapscope.reports;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text for reports that draw tables themselves.
 *
 * @param caption what it shows
 * @param columns names; one that begins with {@code >} holds numbers
 * @param rows cells, safe to show, a cell for each column
 * @param note what the columns mean, or empty
 */
public record Grid(String caption, List<String> columns, List<List<String>> rows, String note) {
  private static final int PROSE = 60;

  /** Whether this column holds numbers. */
  public boolean number(int column) {
    return columns.get(column).startsWith(">");
  }

  /** Whether a cell holds sentences, which need more room than a column of a narrow page has. */
  public boolean prose() {
    return rows.stream().flatMap(List::stream).anyMatch(cell -> cell.length() > PROSE);
  }

  /** A column's name. */
  public String name(int column) {
    return number(column) ? columns.get(column).substring(1) : columns.get(column);
  }

  /** Gathers rows. */
  static final class Builder {
    private static final int CELL = 400;

    private final String caption;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Builder(String caption, String... columns) {
      this.caption = Sanitizer.name(caption);
      this.columns = List.of(columns);
    }

    void row(Object... cells) {
      List<String> row = new ArrayList<>();
      for (Object cell : cells) {
        row.add(cell instanceof Number n ? number(n) : Sanitizer.clean(cell.toString(), CELL));
      }
      rows.add(row);
    }

    private static String number(Number value) {
      return Times.count(value.longValue());
    }

    boolean isEmpty() {
      return rows.isEmpty();
    }

    Grid done(String note) {
      return new Grid(caption, columns, List.copyOf(rows), Sanitizer.text(note));
    }
  }
}
