package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables read back, by a reader written from RFC 4180 alone, as what was put in. */
final class CsvReportTest {
  @Test
  void readsBackWhatWasWritten() throws IOException {
    String word = "a,\"quoted\" name; with 'signs'";
    List<List<String>> rows =
        parse(Results.report(ReportFormat.CSV, "audit", Results.filledWith(word)));
    assertThat(rows).hasSize(3);
    List<String> heads = rows.get(0);
    assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(heads));
    List<String> misreap = rows.get(2);
    assertThat(misreap.get(heads.indexOf("trace"))).isEqualTo(word);
    assertThat(misreap.get(heads.indexOf("stealerTime"))).isEqualTo("1795475800.123456");
    assertThat(misreap.get(heads.indexOf("victimTime"))).isEmpty();
    assertThat(misreap.get(heads.indexOf("childSpawnLine"))).isEqualTo("3");
  }

  @Test
  void hasOneTableForEachCommand() throws IOException {
    assertThat(head("replay"))
        .isEqualTo(
            "trace,line,tid,time,call,recorded,replayed,evidence,rule,tasksScanned,process,"
                + "startLine,startTime,endTime,child");
    assertThat(head("cost"))
        .isEqualTo(
            "trace,pid,comm,rounds,calls,wasted,maxChildren,secondsWasted,nsPerChildPerRound,"
                + "callsUnderFlag");
    assertThat(head("audit")).startsWith("trace,rule,severity,evidence,message,pid,comm,childPid");
  }

  @Test
  void keepsItsHeaderWithoutRows() throws IOException {
    assertThat(parse(Results.report(ReportFormat.CSV, "cost"))).hasSize(1);
  }

  @Test
  void leavesNumbersNumbers() throws IOException {
    List<List<String>> rows =
        parse(Results.report(ReportFormat.CSV, "cost", Results.filledWith("x")));
    assertThat(rows.get(1))
        .containsExactly("x", "7", "x", "4", "40", "38", "10", "0.25", "1500.5", "2");
  }

  private static String head(String command) throws IOException {
    return Results.report(ReportFormat.CSV, command, Results.filledWith("x"))
        .lines()
        .findFirst()
        .orElseThrow();
  }

  /** RFC 4180: CRLF between records, quotes doubled inside quoted fields. */
  private static List<List<String>> parse(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        row.add(field.toString());
        field.setLength(0);
      } else if (c == '\r' && text.charAt(i + 1) == '\n') {
        row.add(field.toString());
        field.setLength(0);
        rows.add(row);
        row = new ArrayList<>();
        i++;
      } else {
        field.append(c);
      }
    }
    assertThat(row).as("the last record ends with CRLF").isEmpty();
    return rows;
  }
}
