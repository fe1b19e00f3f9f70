package org.reapscope.traces.unwrap;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.reapscope.traces.scan.Bytes;

/** The first whole lines of an input. */
final class Head {
  private static final int MOST_LINES = 300;

  private final List<byte[]> lines;

  private Head(List<byte[]> lines) {
    this.lines = lines;
  }

  /** Cuts bytes into lines; the last one is left out when it may be cut. */
  static Head of(byte[] bytes, boolean whole) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    while (from < bytes.length && lines.size() < MOST_LINES) {
      int end = Bytes.indexOf(bytes, from, bytes.length, '\n');
      if (end < 0 && !whole && !lines.isEmpty()) {
        break;
      }
      int next = end < 0 ? bytes.length : end;
      int to = next > from && bytes[next - 1] == '\r' ? next - 1 : next;
      lines.add(java.util.Arrays.copyOfRange(bytes, from, to));
      from = next + 1;
    }
    return new Head(lines);
  }

  List<byte[]> lines() {
    return lines;
  }

  /** How many of a hundred lines that are not blank bear a wrapping, rounded up. */
  int share(Wrapping wrapping) {
    Line line = new Line();
    int told = 0;
    int bearing = 0;
    for (byte[] text : lines) {
      line.set(text, 0, text.length);
      if (!line.blank()) {
        told++;
        bearing += wrapping.takeOff(line) ? 1 : 0;
      }
    }
    return told == 0 ? 0 : (bearing * 100 + told - 1) / told;
  }

  /** The lines as one text. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      out.writeBytes(line);
      out.write('\n');
    }
    return out.toByteArray();
  }
}
