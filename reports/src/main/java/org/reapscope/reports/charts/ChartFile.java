package org.reapscope.reports.charts;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Encodes charts as image files, by the file name's ending. */
public enum ChartFile {
  /** Pixels. */
  PNG {
    @Override
    byte[] drawn(JFreeChart chart) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ChartUtils.writeChartAsPNG(bytes, chart, WIDTH, HEIGHT);
      return bytes.toByteArray();
    }
  },
  /** Scalable vectors. */
  SVG {
    @Override
    byte[] drawn(JFreeChart chart) throws IOException {
      SVGGraphics2D canvas = new SVGGraphics2D(emptyDocument());
      canvas.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
      chart.draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
      Element root = canvas.getRoot();
      root.setAttribute("viewBox", "0 0 " + WIDTH + " " + HEIGHT);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        // Not Batik's own writer: its document type makes a reader fetch a DTD from the network.
        TransformerFactory.newDefaultInstance()
            .newTransformer()
            .transform(new DOMSource(root), new StreamResult(bytes));
      } catch (TransformerException failed) {
        throw new IOException(failed);
      }
      return bytes.toByteArray();
    }
  };

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  abstract byte[] drawn(JFreeChart chart) throws IOException;

  /**
   * The chart as the bytes of a file.
   *
   * @throws IOException where {@link Fonts} are missing, with what to install
   */
  public byte[] encode(JFreeChart chart) throws IOException {
    if (Fonts.missing().isPresent()) {
      throw new IOException(Fonts.missing().get());
    }
    return drawn(chart);
  }

  /**
   * The kind that a file's name asks for.
   *
   * @throws IllegalArgumentException when the name ends in neither .png nor .svg
   */
  public static ChartFile of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (ChartFile kind : values()) {
      if (name.endsWith("." + kind.name().toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new IllegalArgumentException("a chart's file name ends in .svg or .png, not " + file);
  }

  private static Document emptyDocument() throws IOException {
    try {
      DOMImplementation dom =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().getDOMImplementation();
      return dom.createDocument("http://www.w3.org/2000/svg", "svg", null);
    } catch (ParserConfigurationException impossible) {
      throw new IOException(impossible);
    }
  }
}
