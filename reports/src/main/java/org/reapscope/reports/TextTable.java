package org.reapscope.reports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.reapscope.reports.Page.Ink;

/**
 * A table of text: numbers to the right, words to the left, and the widest column of words cut
 * where the line would be longer than the page.
 */
final class TextTable {
  private final String[] heads;
  private final boolean[] right;
  private final List<String[]> rows = new ArrayList<>();

  /** Columns by name; a name that begins with {@code >} is set to the right. */
  TextTable(String... columns) {
    heads = new String[columns.length];
    right = new boolean[columns.length];
    for (int i = 0; i < columns.length; i++) {
      right[i] = columns[i].startsWith(">");
      heads[i] = right[i] ? columns[i].substring(1) : columns[i];
    }
  }

  /** Adds one row, a cell for each column. */
  void row(Object... cells) {
    String[] row = new String[heads.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Sanitizer.name(String.valueOf(cells[i]));
    }
    rows.add(row);
  }

  /** Writes the table after {@code indent} spaces; without rows nothing is written. */
  void print(Page page, int indent) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    int[] widths = widths(indent);
    String margin = " ".repeat(indent);
    page.line(margin, Ink.FAINT, format(heads, widths));
    for (String[] row : rows) {
      page.line(margin, Ink.PLAIN, format(row, widths));
    }
  }

  private int[] widths(int indent) {
    int[] widths = new int[heads.length];
    int total = indent + 2 * (widths.length - 1);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = heads[i].length();
      for (String[] row : rows) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
      total += widths[i];
    }
    while (total > Page.WIDTH) {
      int widest = widest(widths);
      if (widths[widest] <= 4) {
        break;
      }
      widths[widest]--;
      total--;
    }
    return widths;
  }

  /** The widest column of words; of numbers only when there is no other left to cut. */
  private int widest(int[] widths) {
    int widest = 0;
    int best = 0;
    for (int i = 0; i < widths.length; i++) {
      int weight = right[i] ? widths[i] - 100 : widths[i];
      if (i == 0 || weight > best) {
        best = weight;
        widest = i;
      }
    }
    return widest;
  }

  private String format(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String cell = cut(cells[i], widths[i]);
      String pad = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : "  ").append(right[i] ? pad + cell : cell + pad);
    }
    return line.toString();
  }

  private static String cut(String cell, int width) {
    return cell.length() <= width ? cell : cell.substring(0, width - 1) + "…";
  }
}
