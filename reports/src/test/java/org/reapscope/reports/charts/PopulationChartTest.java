package org.reapscope.reports.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Results;
import org.w3c.dom.Document;

/** The chart is an image that holds its data, its title and its axes, whatever the names are. */
final class PopulationChartTest {
  @Test
  void pngShowsBothCurves() throws Exception {
    BufferedImage image = png(Results.filledWith("trace"));
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(image.getHeight()).isEqualTo(720);
    assertThat(pixels(image, ChartStyle.LIVE.getRGB())).isGreaterThan(500);
    assertThat(pixels(image, ChartStyle.DEAD.getRGB())).isGreaterThan(500);
  }

  @Test
  void isDrawnWithoutAnyChild() throws Exception {
    TraceResult base = Results.filledWith("trace");
    TraceResult empty = base.edit().population(List.of()).done();
    assertThat(pixels(png(empty), ChartStyle.LIVE.getRGB())).isLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "<script>x</script>", "\033[31m\u202e\uffff&'\"]]>"})
  void svgIsXmlWithTitleAndUnits(String name) throws Exception {
    byte[] bytes = ChartFile.SVG.encode(ChartKind.POPULATION.draw(Results.filledWith(name)));
    Document svg =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bytes));
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("Children over time", "children", "[s]", "alive", "dead, not yet reaped")
        .doesNotContain("\033", "\u202e");
  }

  @Test
  void takesTheKindFromTheName() {
    assertThat(ChartFile.of(Path.of("a.PNG"))).isEqualTo(ChartFile.PNG);
    assertThat(ChartFile.of(Path.of("a.b.svg"))).isEqualTo(ChartFile.SVG);
    assertThatThrownBy(() -> ChartFile.of(Path.of("a.jpg"))).hasMessageContaining(".svg or .png");
  }

  private static BufferedImage png(TraceResult result) throws Exception {
    byte[] bytes = ChartFile.PNG.encode(ChartKind.POPULATION.draw(result));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static long pixels(BufferedImage image, int color) {
    long count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == color ? 1 : 0;
      }
    }
    return count;
  }
}
