package org.reapscope.reports;

/**
 * Makes text that came out of a log safe to show.
 *
 * <p>A log can hold anything: escape sequences that drive a terminal, marks that reverse the
 * reading direction, megabytes of one name. What could act instead of being read is spelled out as
 * {@code \xHH} or {@code \}{@code uHHHH}, and long text is cut. Each format still does its own
 * quoting on top.
 */
public final class Sanitizer {
  /** Longest text kept in a report, in UTF-16 units. */
  public static final int LIMIT = 2000;

  /** Longest name of a process or of a trace kept in a report. */
  public static final int NAME_LIMIT = 200;

  private Sanitizer() {}

  /** A sentence or a log line, at most {@link #LIMIT} long. */
  public static String text(String raw) {
    return clean(raw, LIMIT);
  }

  /** A name, at most {@link #NAME_LIMIT} long. */
  public static String name(String raw) {
    return clean(raw, NAME_LIMIT);
  }

  /** {@code raw} with what could act spelled out, cut to about {@code limit}. */
  public static String clean(String raw, int limit) {
    if (raw.length() <= limit && isPlain(raw)) {
      return raw;
    }
    StringBuilder safe = new StringBuilder(Math.min(raw.length(), limit) + 16);
    int at = 0;
    while (at < raw.length()) {
      int point = raw.codePointAt(at);
      if (safe.length() >= limit) {
        return safe.append('…').toString();
      }
      append(safe, point);
      at += Character.charCount(point);
    }
    return safe.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder safe, int point) {
    if (!acts(point)) {
      safe.appendCodePoint(point);
    } else if (point < 0x100) {
      safe.append(String.format("\\x%02x", point));
    } else if (point < 0x10000) {
      safe.append(String.format("\\u%04x", point));
    } else {
      safe.append(String.format("\\U%08x", point));
    }
  }

  /** True for what is no visible sign: controls, format and bidi marks, separators, halves. */
  private static boolean acts(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      // A heap of combining marks climbs over the lines above it.
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> false;
    };
  }
}
