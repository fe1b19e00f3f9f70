package org.reapscope.reports.charts;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.reapscope.reports.Sanitizer;

/**
 * The numbers that a chart is drawn from, as they stand in the CSV beside it. A cell is empty where
 * there is no number.
 *
 * @param columns names, with their unit where they have one
 * @param rows a cell for each column
 */
public record ChartTable(List<String> columns, List<List<String>> rows) {
  public ChartTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Begins a table with these columns. */
  static Builder of(String... columns) {
    return new Builder(List.of(columns));
  }

  /** Whether there is nothing to draw. */
  public boolean empty() {
    return rows.isEmpty();
  }

  /** A cell's text. */
  String text(int row, String column) {
    return rows.get(row).get(columns.indexOf(column));
  }

  /** A cell's number, NaN where it is empty. */
  double number(int row, String column) {
    String cell = text(row, column);
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  /** The table by RFC 4180 with a row of names first. */
  public byte[] csv() {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    columns.forEach(schema::addColumn);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvMapper mapper = new CsvMapper();
    mapper.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
    try (CsvGenerator csv = mapper.getFactory().createGenerator(out)) {
      csv.setSchema(schema.build());
      for (List<String> row : rows) {
        csv.writeStartArray();
        for (String cell : row) {
          csv.writeString(cell);
        }
        csv.writeEndArray();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /**
   * Reads what {@link #csv} wrote: a chart is drawn from the file, not from what lies behind it.
   */
  public static ChartTable read(byte[] csv) {
    List<List<String>> rows = new ArrayList<>();
    try (MappingIterator<List<String>> lines =
        new CsvMapper()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .readerForListOf(String.class)
            .readValues(
                new InputStreamReader(new ByteArrayInputStream(csv), StandardCharsets.UTF_8))) {
      lines.forEachRemaining(rows::add);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return rows.isEmpty()
        ? new ChartTable(List.of(), List.of())
        : new ChartTable(rows.get(0), rows.subList(1, rows.size()));
  }

  /** A table in the making. */
  static final class Builder {
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private Builder(List<String> columns) {
      this.columns = columns;
    }

    /** Adds a row; numbers that are not known become empty cells, text is made harmless. */
    Builder row(Object... cells) {
      List<String> row = new ArrayList<>();
      for (Object cell : cells) {
        row.add(cell(cell));
      }
      rows.add(row);
      return this;
    }

    private static String cell(Object cell) {
      if (cell instanceof Double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return number.isNaN() || number.isInfinite()
            ? ""
            : whole ? Long.toString(number.longValue()) : Double.toString(number);
      }
      if (cell instanceof Number) {
        return cell.toString();
      }
      String text = Sanitizer.name(cell.toString());
      // A spreadsheet would take it for a formula.
      return !text.isEmpty() && "=+-@|%".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    ChartTable build() {
      return new ChartTable(columns, rows);
    }
  }
}
