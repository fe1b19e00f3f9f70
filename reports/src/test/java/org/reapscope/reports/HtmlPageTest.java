package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Life;
import org.reapscope.analyzer.result.PopulationSample;
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
    assertThat(page.split("<img", -1))
        .as("an image for each chart and none besides")
        .hasSameSizeAs(page.split("<picture>", -1))
        .hasSizeGreaterThan(3);
    assertThat(page).doesNotContainPattern("<[^>]* onload=\"");
  }

  @Test
  void linksFindingsToTheirLinesAndToTheTimeline() throws IOException {
    String page = Results.report(ReportFormat.HTML, "report", Results.filledWith("word"));
    assertThat(page).contains("id=\"t1f0\"").contains("<a href=\"#t1f0-11\">line 11</a>");
    assertThat(page).contains("<p id=\"t1f0-11\" class=\"named\"><span class=\"no\">11</span>");
    assertThat(page).contains("data-in=\"t1l\" data-finding=\"t1f0\"");
    assertThat(page).contains("id=\"t1l\" data-timeline=");
  }

  @Test
  void everyLinkLeadsToSomething() throws IOException {
    String page =
        Results.report(
            ReportFormat.HTML, "report", Results.filledWith("a"), Results.filledWith("b"));
    Matcher link = Pattern.compile("href=\"#([^\"]*)\"").matcher(page);
    int links = 0;
    while (link.find()) {
      links++;
      assertThat(page).contains("id=\"" + link.group(1) + "\"");
    }
    assertThat(links).isGreaterThan(6);
  }

  @Test
  void timelineHoldsProcessesWaitsAndThefts() throws IOException {
    JsonNode timeline = timeline(Results.filledWith("word"));
    assertThat(timeline.at("/rows")).as("a thread, two children at once").hasSize(3);
    assertThat(timeline.at("/lives")).hasSize(2);
    assertThat(timeline.at("/waits")).hasSize(2);
    assertThat(timeline.at("/thefts/0")).hasToString("[0,-1,11,1795475799123456,0,12,null]");
    assertThat(timeline.at("/lives/0/8").asLong()).as("line of the reaping").isEqualTo(11);
  }

  @Test
  void drawsEveryCallOfASmallTraceAndCountsThoseOfALargeOne() throws IOException {
    TraceResult base = Results.filledWith("word");
    JsonNode small = timeline(base.edit().calls(calls(500)).done());
    assertThat(small.at("/waits")).hasSize(500);
    JsonNode large = timeline(base.edit().calls(calls(100_000)).done());
    long counted = 0;
    for (JsonNode wait : large.at("/waits")) {
      counted += wait.get(8).asLong();
    }
    assertThat(large.at("/waits").size()).isLessThan(10_000);
    assertThat(counted).isEqualTo(100_000);
  }

  @Test
  void staysBelowTwoMegabytesForALargeTrace() throws IOException {
    TraceResult base = Results.filledWith("word");
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lives.add(
          new Life(
              i,
              7,
              "worker",
              "exited 0",
              i,
              i * 1000L,
              i + 40,
              i * 2000L,
              i + 50,
              i * 3000L,
              7,
              false));
    }
    TraceResult large =
        base.edit()
            .findings(Collections.nCopies(5_000, base.findings().get(1)))
            .calls(calls(100_000))
            .lives(lives)
            .population(
                IntStream.range(0, 2_000)
                    .mapToObj(i -> new PopulationSample(i * 1_000_000L, i * 7 % 500, i % 3))
                    .toList())
            .done();
    String page = Results.report(ReportFormat.HTML, "report", large);
    assertThat(page.length()).isLessThan(2_000_000);
    assertThat(page)
        .contains("wait calls are drawn as one", "17,000 children are left out")
        .contains("4800 more findings");
  }

  private static List<CallRow> calls(int count) {
    List<CallRow> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String recorded = i % 300 < 298 ? "0" : i % 300 == 298 ? "ECHILD" : Integer.toString(i);
      int tid = i / 1000 % 20 + 1;
      calls.add(
          new CallRow(
              i + 100,
              tid,
              i * 1000L,
              "wait4(-1, WNOHANG)",
              recorded,
              "0",
              Evidence.EXACT,
              "",
              1,
              1,
              i + 100,
              i * 1000L,
              500,
              true,
              0));
    }
    return calls;
  }

  private static JsonNode timeline(TraceResult result) throws IOException {
    String page = Results.report(ReportFormat.HTML, "report", result);
    Matcher data = Pattern.compile("data-timeline=\"([^\"]*)\"").matcher(page);
    assertThat(data.find()).isTrue();
    return new ObjectMapper()
        .readTree(data.group(1).replace("&#34;", "\"").replace("&lt;", "<").replace("&amp;", "&"));
  }
}
