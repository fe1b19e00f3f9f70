package org.reapscope.traces.scan;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.traces.Diagnostic;

/** Counts lines that could not be used and keeps the first few, made safe to print. */
public final class Unparsed {
  private static final int SAMPLES = 10;
  private static final int WIDTH = 160;

  private final List<Diagnostic> samples = new ArrayList<>();
  private long count;

  /** Counts one line and says what was expected there. */
  public void add(long line, byte[] b, int from, int to, String why) {
    count++;
    if (samples.size() < SAMPLES) {
      samples.add(new Diagnostic(line, printable(b, from, to), why));
    }
  }

  /** Lines counted so far. */
  public long count() {
    return count;
  }

  /** The first few of them. */
  public List<Diagnostic> samples() {
    return samples;
  }

  /** The range cut to 160 characters, with every byte outside printable ASCII escaped. */
  public static String printable(byte[] b, int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (out.length() >= WIDTH) {
        return out.append("...").toString();
      }
      int c = b[i] & 0xff;
      if (c == '\t') {
        out.append("\\t");
      } else if (c < ' ' || c >= 0x7f) {
        out.append("\\x")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append((char) c);
      }
    }
    return out.toString();
  }
}
