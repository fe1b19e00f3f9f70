package org.reapscope.traces.unwrap;

import java.util.List;

/** Blanks or tabs that every line begins with, as in code blocks and bug reports. */
final class Indented implements Wrapping {
  private static final int LEAST_LINES = 2;

  private final int width;
  private final boolean tabs;

  private Indented(int width, boolean tabs) {
    this.width = width;
    this.tabs = tabs;
  }

  /** The least indentation of the lines that have one. */
  static List<Indented> of(Head head) {
    int least = Integer.MAX_VALUE;
    int told = 0;
    int tabs = 0;
    for (byte[] line : head.lines()) {
      int at = 0;
      while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
        at++;
      }
      if (at < line.length && at > 0) {
        told++;
        tabs += line[0] == '\t' ? 1 : 0;
        least = Math.min(least, at);
      }
    }
    return told < LEAST_LINES ? List.of() : List.of(new Indented(least, tabs == told));
  }

  /** Tracers indent by blanks, to align columns. */
  @Override
  public boolean isForeign() {
    return tabs;
  }

  @Override
  public String words() {
    return "indentation";
  }

  @Override
  public boolean takeOff(Line line) {
    int at = line.from();
    while (at - line.from() < width && (line.at(at) == ' ' || line.at(at) == '\t')) {
      at++;
    }
    if (at == line.from()) {
      return false;
    }
    line.begin(at);
    return true;
  }
}
