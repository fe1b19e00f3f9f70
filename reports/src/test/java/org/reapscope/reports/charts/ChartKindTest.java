package org.reapscope.reports.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reapscope.analyzer.result.ReapingCost;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Results;
import org.w3c.dom.Document;

/** Every chart is drawn from the CSV beside it, in both styles, whatever the names are. */
final class ChartKindTest {
  private static final String HOSTILE = "<script>x</script>\033[31m\u202e&'\"]]>=1,2\r\n";

  @ParameterizedTest
  @EnumSource(ChartKind.class)
  void isDrawnFromTheBytesOfItsCsv(ChartKind kind) throws Exception {
    TraceResult result = Results.filledWith(HOSTILE);
    ChartTable table = kind.table(result);
    assertThat(table.empty()).as("%s has numbers", kind).isFalse();
    ChartTable read = ChartTable.read(table.csv());
    assertThat(read).isEqualTo(table);
    for (ChartStyle style : ChartStyle.values()) {
      JFreeChart chart = kind.draw(result, read, style);
      Document svg =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(ChartFile.SVG.encode(chart)));
      assertThat(svg.getElementsByTagName("script").getLength()).isZero();
      assertThat(svg.getDocumentElement().getTextContent()).doesNotContain("\033", "\u202e");

      BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartFile.PNG.encode(chart)));
      assertThat(image.getWidth()).isEqualTo(1280);
      assertThat(image.getHeight()).isEqualTo(720);
      assertThat(image.getRGB(2, 2)).isEqualTo(style.paper().getRGB());
      assertThat(colored(image, style)).as("%s in %s", kind, style).isGreaterThan(60);
    }
  }

  /** Pixels in the colours of data, not of text, grid or paper. */
  private static long colored(BufferedImage image, ChartStyle style) {
    List<Integer> colors =
        List.of(style.live().getRGB(), style.dead().getRGB(), style.good().getRGB());
    long count = 0;
    for (int y = 0; y < 640; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += colors.contains(image.getRGB(x, y)) ? 1 : 0;
      }
    }
    return count;
  }

  @ParameterizedTest
  @EnumSource(ChartKind.class)
  void namesItsAxesAndUnits(ChartKind kind) throws Exception {
    TraceResult result = Results.filledWith("trace");
    String text = new String(ChartFile.SVG.encode(kind.draw(result)), StandardCharsets.UTF_8);
    String[] words =
        switch (kind) {
          case POPULATION -> new String[] {"children", "time since the first child [s]"};
          case GROWTH -> new String[] {"children watched", "µs", "with pidfds"};
          case POLLS -> new String[] {"calls", "time since the first poll [ms]", "wasted"};
          case LIFETIMES -> new String[] {"children", "dead for", "µs"};
          case SCANS -> new String[] {"tasks scanned", "Linux up to 5.12", "pidfds in epoll"};
          case MISREAP -> new String[] {"step", "the stealer", "its owner", "line 11"};
        };
    assertThat(text).contains(words);
  }

  @ParameterizedTest
  @EnumSource(ChartKind.class)
  void anEmptyResultHasNoNumbersAndStillDraws(ChartKind kind) throws Exception {
    TraceResult base = Results.filledWith("trace");
    TraceResult empty =
        new TraceResult(
            base.name(),
            base.facts(),
            base.verdict(),
            base.visibility(),
            base.processes(),
            base.waits(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            base.quotes(),
            ReapingCost.NONE);
    assertThat(kind.table(empty).empty()).isTrue();
    assertThat(ChartFile.PNG.encode(kind.draw(empty))).isNotEmpty();
  }

  @Test
  void anUnknownNumberIsAnEmptyCell() {
    ChartTable table = ChartTable.of("a", "b").row(Double.NaN, 1.5).row(2.0, "=cmd()").build();
    String csv = new String(table.csv(), StandardCharsets.UTF_8);
    assertThat(csv).isEqualTo("a,b\r\n,1.5\r\n2,'=cmd()\r\n");
    assertThat(ChartTable.read(table.csv()).number(0, "a")).isNaN();
  }
}
