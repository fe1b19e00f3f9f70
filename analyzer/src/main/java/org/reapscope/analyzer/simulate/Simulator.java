package org.reapscope.analyzer.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Semantics;

/**
 * Plays scripts line by line: in {@code id<TAB>script}, out {@code id<TAB>results}. Empty lines and
 * lines that begin with # are passed over; a line without a tab is a script without an id.
 */
public final class Simulator {
  /** Longest line taken; a script of this length has thousands of steps. */
  static final int LONGEST = 1 << 20;

  private final Semantics semantics;
  private final boolean explain;
  private final Consumer<String> complaints;
  private int faults;

  /**
   * A simulator for one kernel.
   *
   * @param complaints is told of each script that could not be played
   */
  public Simulator(Semantics semantics, boolean explain, Consumer<String> complaints) {
    this.semantics = semantics;
    this.explain = explain;
    this.complaints = complaints;
  }

  /** Plays every line; returns how many scripts could not be played. */
  public int play(BufferedReader in, PrintWriter out) throws IOException {
    int number = 0;
    for (String line = nextLine(in); line != null; line = nextLine(in)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        playLine(number, line, out);
      }
    }
    out.flush();
    return faults;
  }

  /** The next line; of one that is too long only so much that it shows. */
  private static @Nullable String nextLine(BufferedReader in) throws IOException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() <= LONGEST) {
        line.append((char) c);
      }
    }
    int end = line.length();
    if (end > 0 && line.charAt(end - 1) == '\r') {
      line.setLength(end - 1);
    }
    return line.toString();
  }

  private void playLine(int number, String line, PrintWriter out) {
    int tab = line.indexOf('\t');
    String id = tab < 0 ? "line " + number : printable(line.substring(0, tab));
    if (line.length() > LONGEST) {
      complain(number, id, "a script longer than " + LONGEST + " characters");
      return;
    }
    try {
      Outcome outcome = Scenario.play(line.substring(tab + 1), semantics, explain);
      if (explain) {
        out.println(id + " under " + semantics.name());
        outcome.explanation().forEach(each -> out.println(printable(each)));
      }
      out.println(id + "\t" + printable(outcome.line()));
    } catch (ScenarioException fault) {
      complain(number, id, String.valueOf(fault.getMessage()));
    }
  }

  private void complain(int number, String id, String what) {
    faults++;
    String place = "line " + number;
    complaints.accept((id.equals(place) ? place : place + ", " + id) + ": " + printable(what));
  }

  /** Control characters of a script never reach a terminal. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(each -> Character.isISOControl(each) ? '\ufffd' : each)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
