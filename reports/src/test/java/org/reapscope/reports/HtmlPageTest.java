package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.html.Assets;

/** The page stands alone, stays small and keeps what it was given as text. */
final class HtmlPageTest {
  @Test
  void namesNothingOutsideItself() throws IOException {
    String page = Results.report(ReportFormat.HTML, "report", Results.filledWith("word"));
    assertThat(page).contains("default-src 'none'").contains("script-src '" + Assets.scriptHash());
    Matcher address = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page);
    while (address.find()) {
      assertThat(address.group(1)).matches("#.*|data:image/svg\\+xml;base64,.*");
    }
  }

  @Test
  void holdsOneScriptWhateverTheNamesAre() throws IOException {
    String page =
        Results.report(
            ReportFormat.HTML,
            "report",
            Results.filledWith("</script><script>alert(1)</script>"),
            Results.filledWith("\"><img src=x onerror=alert(1)>"),
            Results.filledWith("\" onload=\"alert(1)"));
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(page.split("<img", -1)).as("one chart a trace").hasSize(4);
    assertThat(page).doesNotContainPattern("<[^>]* onload=\"");
  }

  @Test
  void linksFindingsToTheTimelineAndBack() throws IOException {
    String page = Results.report(ReportFormat.HTML, "report", Results.filledWith("word"));
    assertThat(page).contains("id=\"t1l\" data-lines=\"20\"");
    assertThat(page).contains("href=\"#t1l\" data-in=\"t1l\" data-line=\"11\"");
    assertThat(page).contains("<a href=\"#t1f1\"><title>misreap: word");
    assertThat(page).contains("id=\"t1f1\"");
  }

  @Test
  void staysBelowTwoMegabytesForALargeTrace() throws IOException {
    TraceResult base = Results.filledWith("word");
    List<CallRow> calls = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      String recorded = i % 3 == 0 ? "0" : i % 3 == 1 ? "ECHILD" : Integer.toString(i);
      calls.add(
          new CallRow(
              i % 20 + 1, i % 50, 0, "wait4(-1, WNOHANG)", recorded, "0", Evidence.EXACT, "", 1));
    }
    TraceResult large =
        new TraceResult(
            base.name(),
            base.facts(),
            base.verdict(),
            base.visibility(),
            base.processes(),
            base.waits(),
            base.contradictions(),
            Collections.nCopies(5_000, base.findings().get(1)),
            base.polling(),
            calls,
            base.population(),
            base.programs());
    String page = Results.report(ReportFormat.HTML, "report", large);
    assertThat(page.length()).isLessThan(2_000_000);
    assertThat(page).contains("further calls are left out", "4800 more findings");
  }
}
