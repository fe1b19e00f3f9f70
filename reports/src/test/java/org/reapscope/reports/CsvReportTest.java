package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables read back, by another library than the one that wrote them, as what was put in. */
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
                + "callsUnderFlag,scanned,scannedBefore513,seconds,secondsNet,secondsPredicted,"
                + "share,order,callsPerChild,nsPerChild,nsPerChildLow,nsPerChildHigh,"
                + "nsPerChildRobust");
    assertThat(head("audit")).startsWith("trace,rule,severity,evidence,message,pid,comm,childPid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "replay", "cost"})
  void keepsEveryWordThatASpreadsheetCouldMistake(String command) throws IOException {
    for (String word :
        new String[] {"a\"b", "a,b", "\"", "'", ";", " lead", "trail ", "a\nb", "=1+1", "", "é…"}) {
      List<List<String>> rows =
          parse(Results.report(ReportFormat.CSV, command, Results.filledWith(word)));
      assertThat(rows).hasSizeGreaterThan(1);
      assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
      String kept = word.equals("a\nb") ? "a\\x0ab" : word.startsWith("=") ? "'" + word : word;
      assertThat(rows.get(1).get(0)).isEqualTo(kept);
    }
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
        .startsWith("x", "7", "x", "4", "40", "38", "10", "0.25", "1500.5", "2", "40", "400")
        .endsWith("0.5", "linear", "1.0", "4000.0", "3900.0", "4100.0", "4000.0");
  }

  private static String head(String command) throws IOException {
    return Results.report(ReportFormat.CSV, command, Results.filledWith("x"))
        .lines()
        .findFirst()
        .orElseThrow();
  }

  /** Read by another library than the one that wrote. */
  private static List<List<String>> parse(String text) throws IOException {
    assertThat(text).as("the last record ends with CRLF").endsWith("\r\n");
    try (CSVParser records = CSVParser.parse(text, CSVFormat.RFC4180)) {
      return records.getRecords().stream().map(CSVRecord::toList).toList();
    }
  }
}
