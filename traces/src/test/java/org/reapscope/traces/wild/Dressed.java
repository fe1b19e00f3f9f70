package org.reapscope.traces.wild;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log as it comes after a journey, and where each of its lines then stands. */
final class Dressed {
  private final StringBuilder text = new StringBuilder();
  private final List<Long> places = new ArrayList<>(List.of(0L));
  private long line;
  private Charset charset = StandardCharsets.ISO_8859_1;
  private String mark = "";

  /** Adds text that is not of the log. */
  Dressed around(String lines) {
    text.append(lines).append('\n');
    line += lines.chars().filter(c -> c == '\n').count() + 1;
    return this;
  }

  /** Adds the next line of the log, which may take several. */
  Dressed log(String lines) {
    places.add(line + 1);
    return around(lines);
  }

  Dressed encode(Charset encoding, String byteOrderMark) {
    charset = encoding;
    mark = byteOrderMark;
    return this;
  }

  /** Where line {@code number} of the bare log stands. */
  long place(long number) {
    return places.get((int) number);
  }

  byte[] bytes() {
    return (mark + text).getBytes(charset);
  }

  String text() {
    return text.toString();
  }
}
