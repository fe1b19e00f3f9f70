package org.reapscope.traces.ftrace.dat;

import java.io.IOException;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.Unparsed;

/**
 * Reads the beginning of a trace.dat, which both versions share, and hands on to the version.
 *
 * <pre>
 * 17 08 44 "tracing" version 00 endian(1) long-size(1) page-size(4)
 * version 7: compression-name 00 compression-version 00 offset-of-options(8)
 * </pre>
 */
final class DatHeader {
  private static final int[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

  private DatHeader() {}

  /** True when the bytes begin as a trace.dat does. */
  static boolean matches(byte[] head, int length) {
    if (length < MAGIC.length) {
      return false;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (head[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** Reads all tables. */
  static DatFile read(SpooledInput input) throws IOException {
    if (!matches(input.read(0, MAGIC.length), (int) Math.min(input.size(), MAGIC.length))) {
      throw new TraceException(
          "This is no trace.dat: it does not begin with bytes 17 08 44 and \"tracing\".");
    }
    DatCursor start = new DatCursor(input, false, MAGIC.length);
    String version = start.string();
    boolean bigEndian = start.u1() == 1;
    int longSize = start.u1();
    DatCursor in = new DatCursor(input, bigEndian, start.position());
    long pageSize = in.u4();
    if (longSize != 4 && longSize != 8 || !DatFile.isPageSize(pageSize)) {
      throw new TraceException(
          "The trace.dat is damaged: longs of "
              + longSize
              + " bytes, pages of "
              + pageSize
              + " bytes.");
    }
    return switch (version) {
      case "6" -> {
        DatFile file = new DatFile(6, bigEndian, longSize, (int) pageSize, "none");
        new Version6(input, file).read(in);
        yield file;
      }
      case "7" -> {
        String compression = in.string();
        in.string();
        DatFile file = new DatFile(7, bigEndian, longSize, (int) pageSize, compression);
        new Version7(input, file).read(in.u8());
        yield file;
      }
      default ->
          throw new TraceException(
              "This trace.dat has version \""
                  + Unparsed.printable(Bytes.ascii(version), 0, Math.min(8, version.length()))
                  + "\"; versions 6 and 7 can be read.");
    };
  }
}
