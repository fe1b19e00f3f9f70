package org.reapscope.reports.charts;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether this Java can draw text. A small system may lack the libraries that its fonts need, which
 * Java notices only when the first text is drawn, and then by an error that names a file.
 */
public final class Fonts {
  private static final @Nullable String MISSING = tried();

  private Fonts() {}

  /** Why no chart can be drawn here, as a sentence with what to install; empty where one can. */
  public static Optional<String> missing() {
    return Optional.ofNullable(MISSING);
  }

  private static @Nullable String tried() {
    try {
      Graphics2D canvas = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
      canvas.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).stringWidth("0");
      canvas.dispose();
      return null;
    } catch (LinkageError | InternalError | RuntimeException failed) {
      // A library is missing (LinkageError), or there is no font at all (the others).
      return "Charts are not drawn: this Java finds no fonts or not the libraries for them ("
          + failed.getMessage()
          + "). Install fontconfig, freetype, harfbuzz and a font; on Debian:"
          + " apt install fontconfig libfreetype6 libharfbuzz0b fonts-dejavu-core.";
    }
  }
}
