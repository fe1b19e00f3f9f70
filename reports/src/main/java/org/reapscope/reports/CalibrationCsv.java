package org.reapscope.reports;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.cost.Calibration;
import org.reapscope.analyzer.cost.Calibration.Point;

/**
 * Reads calibrations: CSV with a row for each operation and number of children.
 *
 * <p>Columns by name: {@code kernel}, {@code children} ({@code plain}; other rows are left out),
 * {@code operation}, {@code n_children}, {@code ns_per_call_min}, {@code ns_per_call_median} and,
 * in newer files, {@code ns_per_call_p95}. Lines that begin with {@code #} are comments, and are
 * not counted as rows; nor are empty lines.
 */
public final class CalibrationCsv {
  private static final String REFERENCE = "linux-6.18.csv";
  private static final int MOST_ROWS = 100_000;

  private CalibrationCsv() {}

  /** The calibration that ships with the program: Linux 6.18 on x86-64. */
  public static Calibration reference() {
    try (InputStream in = CalibrationCsv.class.getResourceAsStream(REFERENCE)) {
      if (in == null) {
        throw new IllegalStateException(REFERENCE + " is not in the program");
      }
      return read(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Reads one.
   *
   * @throws IOException with a sentence that names the row when the file is none
   */
  public static Calibration read(Reader in) throws IOException {
    List<Point> points = new ArrayList<>();
    String kernel = "";
    int row = 1;
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader().withComments())
            .readValues(in)) {
      while (rows.hasNext() && row < MOST_ROWS) {
        Map<String, String> cells = rows.next();
        row++;
        if (cells.getOrDefault("children", "plain").equals("plain")) {
          points.add(point(cells, row));
          kernel = cells.getOrDefault("kernel", kernel);
        }
      }
    } catch (RuntimeJsonMappingException malformed) {
      throw new IOException("row " + (row + 1) + " is no CSV: " + malformed.getMessage());
    }
    Calibration calibration = new Calibration("Linux " + Sanitizer.name(kernel), points);
    if (!calibration.missing().isEmpty()) {
      throw new IOException("no row for the operation '" + calibration.missing().get(0) + "'");
    }
    return calibration;
  }

  private static Point point(Map<String, String> cells, int row) throws IOException {
    double children = number(cells, "n_children", row);
    double middle = number(cells, "ns_per_call_median", row);
    double low = number(cells, "ns_per_call_min", row);
    double high =
        cells.get("ns_per_call_p95") == null ? middle : number(cells, "ns_per_call_p95", row);
    if (children < 1 || children > Integer.MAX_VALUE) {
      throw new IOException("row " + row + ": n_children must be 1 or more, not " + children);
    }
    String operation = cells.get("operation");
    if (operation == null) {
      throw new IOException("row " + row + ": no column operation");
    }
    return new Point(operation, (int) children, low, middle, high);
  }

  private static double number(Map<String, String> cells, String column, int row)
      throws IOException {
    @Nullable String cell = cells.get(column);
    try {
      double value = Double.parseDouble(String.valueOf(cell).trim());
      if (value >= 0 && value < Double.POSITIVE_INFINITY) {
        return value;
      }
    } catch (NumberFormatException wrong) {
      // Told below with its place.
    }
    throw new IOException(
        "row "
            + row
            + ": "
            + column
            + " must be a number of 0 or more, not "
            + (cell == null ? "missing" : "'" + Sanitizer.clean(cell, 30) + "'"));
  }
}
