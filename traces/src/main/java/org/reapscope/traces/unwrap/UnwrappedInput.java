package org.reapscope.traces.unwrap;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.BlockInput;
import org.reapscope.traces.scan.LineReader;

/**
 * The lines of an input without what was put around them. Each keeps its number: where lines are
 * joined, empty ones stand in the place of the later ones.
 */
final class UnwrappedInput extends BlockInput {
  private final LineReader lines;
  private final List<Layer> layers;
  private final @Nullable WrappedLines seams;
  private final Line line = new Line();
  private byte[] out = new byte[1 << 16];
  private int written;
  private int read;

  /** The line that later ones may continue; {@code -1} held when there is none. */
  private byte[] whole = new byte[1 << 10];

  private int length;
  private int held = -1;
  private int piece;
  private boolean isFirst;
  private boolean open;
  private boolean cut;
  private boolean terminated;
  private long joined;
  private long firstJoined;

  UnwrappedInput(InputStream in, List<Wrapping> wrappings, @Nullable WrappedLines seams) {
    this.lines = new LineReader(in);
    this.layers = wrappings.stream().map(Layer::new).toList();
    this.seams = seams;
  }

  /** A wrapping and the lines that it was taken off. */
  private static final class Layer {
    private final Wrapping wrapping;
    private long first;
    private long count;

    Layer(Wrapping wrapping) {
      this.wrapping = wrapping;
    }

    void takeOff(Line line, long number) {
      if (wrapping.takeOff(line)) {
        first = count == 0 ? number : first;
        count++;
      }
    }
  }

  @Override
  public int read(byte[] b, int offset, int wanted) throws IOException {
    while (read == written) {
      read = 0;
      written = 0;
      if (!advance()) {
        return -1;
      }
    }
    int taken = Math.min(wanted, written - read);
    System.arraycopy(out, read, b, offset, taken);
    read += taken;
    return taken;
  }

  /** Takes one more line; false when none is left to give. */
  private boolean advance() throws IOException {
    if (!lines.next()) {
      boolean last = held >= 0;
      flush();
      return last;
    }
    line.set(lines.buffer(), lines.start(), lines.end());
    for (Layer layer : layers) {
      layer.takeOff(line, lines.line());
    }
    if (held >= 0 && !continues()) {
      flush();
    }
    if (held < 0) {
      length = 0;
      cut = false;
    }
    isFirst = held < 0;
    held++;
    piece = line.length();
    open = line.open();
    cut |= lines.cut();
    terminated = lines.terminated();
    append(line.bytes(), line.from(), line.to());
    if (seams == null && !open) {
      flush();
    }
    return true;
  }

  private boolean continues() {
    if (open) {
      return true;
    }
    int blanks = seams == null ? -1 : seams.blanksBetween(whole, length, piece, isFirst, line);
    if (blanks < 0) {
      return false;
    }
    firstJoined = joined == 0 ? lines.line() : firstJoined;
    joined++;
    byte[] padding = new byte[blanks];
    Arrays.fill(padding, (byte) ' ');
    append(padding, 0, blanks);
    return true;
  }

  private void append(byte[] b, int from, int to) {
    int count = Math.min(to - from, LineReader.MAX_LINE - Math.min(length, LineReader.MAX_LINE));
    cut |= count < to - from;
    if (length + count > whole.length) {
      whole = Arrays.copyOf(whole, Math.max(whole.length * 2, length + count));
    }
    System.arraycopy(b, from, whole, length, count);
    length += count;
  }

  private void flush() {
    if (held < 0) {
      return;
    }
    put(whole, length);
    if (cut) {
      // Too long again for the reader behind, which so learns that the line was cut.
      put(new byte[LineReader.MAX_LINE + 2 - length], LineReader.MAX_LINE + 2 - length);
    }
    byte[] ends = new byte[held + (terminated ? 1 : 0)];
    Arrays.fill(ends, (byte) '\n');
    put(ends, ends.length);
    held = -1;
  }

  private void put(byte[] b, int count) {
    if (written + count > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, written + count));
    }
    System.arraycopy(b, 0, out, written, count);
    written += count;
  }

  /** What was taken off, and where it was seen first. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Layer layer : layers) {
      if (layer.count > 0) {
        notes.add(note(layer.wrapping.words(), layer.count, layer.first));
      }
    }
    if (seams != null && joined > 0) {
      notes.add(note(seams.words(), joined, firstJoined));
    }
    return notes;
  }

  private static String note(String words, long count, long first) {
    return "taken off before reading: " + words + ", " + count + " times, first at line " + first;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
