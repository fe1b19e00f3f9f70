package org.reapscope.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page's own style and script, and the hash by which a browser runs that script only. */
public final class Assets {
  private static final String STYLE = text("page.css");
  private static final String SCRIPT = text("page.js");

  private Assets() {}

  /** The style, in its element. */
  public static String styleElement() {
    return "<style>\n" + STYLE + "</style>";
  }

  /** The script, in its element. */
  public static String scriptElement() {
    return "<script>" + SCRIPT + "</script>";
  }

  /** What the page's security policy must name for the script to run. */
  public static String scriptHash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(SCRIPT.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static String text(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
