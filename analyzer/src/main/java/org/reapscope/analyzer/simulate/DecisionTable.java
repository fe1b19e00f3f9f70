package org.reapscope.analyzer.simulate;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.kernel.Semantics;

/**
 * What every form of wait gives for a marked child in every situation, found by playing a script
 * for each cell.
 *
 * @param columns situations of the child
 */
public record DecisionTable(List<String> columns, List<Row> rows) {
  /** Behind an error that comes only when the child's death wakes the caller. */
  static final String LATE = "*";

  /** One form of wait and what it gives, column by column. */
  public record Row(String form, List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  public DecisionTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The table of one profile. */
  public static DecisionTable of(Semantics semantics) {
    List<String> columns = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      columns.add(situation.title());
    }
    List<Row> rows = new ArrayList<>();
    for (WaitForm form : WaitForm.values()) {
      List<String> cells = new ArrayList<>();
      for (Situation situation : Situation.values()) {
        String script = situation.around(form.step(situation));
        cells.add(inWords(Scenario.play(script, semantics, false).line()));
      }
      rows.add(new Row(form.title(), cells));
    }
    return new DecisionTable(columns, rows);
  }

  /** A result as a cell: what the caller sees, short. */
  private static String inWords(String result) {
    if (result.equals("block")) {
      return "sleeps";
    }
    if (result.startsWith("block,")) {
      return result.contains(":") ? "reports" : errorOf(result) + LATE;
    }
    return result.contains(":") ? "reports" : result;
  }

  private static String errorOf(String result) {
    int from = result.indexOf(',') + 1;
    int at = result.indexOf('@');
    return at < 0 ? result.substring(from) : result.substring(from, at);
  }
}
