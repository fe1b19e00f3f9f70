package org.reapscope.traces.ftrace.dat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.ftrace.dat.DatFile.CpuData;

/**
 * The layout of version 7: sections anywhere in the file, found through chained option sections.
 *
 * <pre>
 * section = id(2) flags(2) description(4) size(8) content
 * content = bytes, or with flag 1: compressed-size(4) size(4) compressed bytes
 * option  = id(2) size(4) data; id 0 ends the section and gives the next one's offset
 * buffer  = offset(8) name 00 clock 00 page-size(4) cpus(4) { cpu(4) offset(8) size(8) }
 * </pre>
 */
final class Version7 {
  private static final int HEADER_INFO = 16;
  private static final int EVENT_FORMATS = 18;
  private static final int COMMAND_LINES = 21;
  private static final int COMPRESSED = 1;

  /** More than any file's tables take, so that a small damaged one cannot expand for ever. */
  private static final long MOST_EXPANDED = 1L << 28;

  private static final int MOST_CPUS = 1 << 16;

  private final SpooledInput input;
  private final DatFile file;
  private final DatTables tables;
  private final Decompressor decompressor;
  private final Set<Long> seen = new HashSet<>();
  private long expanded;

  Version7(SpooledInput input, DatFile file) {
    this.input = input;
    this.file = file;
    tables = new DatTables(file);
    decompressor = new Decompressor(file.compression);
  }

  /** Follows the chain of option sections from the first one's offset. */
  void read(long options) throws IOException {
    long next = options;
    while (next != 0) {
      if (next < 0 || next >= input.size() || !seen.add(next)) {
        throw new TraceException(
            "The trace.dat is cut or damaged: its table of contents should be at byte "
                + next
                + " of "
                + input.size()
                + ".");
      }
      next = options(section(next));
    }
  }

  private DatCursor section(long offset) throws IOException {
    DatCursor in = new DatCursor(input, file.bigEndian, offset);
    in.u2();
    int flags = in.u2();
    in.u4();
    long size = in.u8();
    if ((flags & COMPRESSED) == 0) {
      return DatCursor.of(in.block(size), file.bigEndian);
    }
    long compressed = in.u4();
    long length = in.u4();
    expanded += length;
    if (expanded > MOST_EXPANDED) {
      throw new TraceException("The trace.dat is damaged: its tables expand without end.");
    }
    return DatCursor.of(decompressor.expand(in.block(compressed), length), file.bigEndian);
  }

  /** Reads one section of options; returns the next one's offset, 0 after the last. */
  private long options(DatCursor in) throws IOException {
    while (true) {
      int id = in.u2();
      long size = in.u4();
      long start = in.position();
      switch (id) {
        case DatTables.OPTION_DONE -> {
          return size >= 8 ? in.u8() : 0;
        }
        case HEADER_INFO -> tables.headers(section(in.u8()));
        case EVENT_FORMATS -> tables.eventFormats(section(in.u8()));
        case COMMAND_LINES -> {
          DatCursor lines = section(in.u8());
          tables.names(lines.text(lines.u8()));
        }
        case DatTables.OPTION_BUFFER -> buffer(in);
        default -> tables.option(id, in.text(Math.min(size, 1 << 16)));
      }
      in.position(start + size);
    }
  }

  private void buffer(DatCursor in) throws IOException {
    DatCursor section = new DatCursor(input, file.bigEndian, in.u8());
    section.u2();
    boolean compressed = (section.u2() & COMPRESSED) != 0;
    in.string();
    String clock = in.string();
    if (!clock.isEmpty()) {
      file.clock = clock;
    }
    long pageSize = in.u4();
    long cpus = in.u4();
    if (!DatFile.isPageSize(pageSize) || cpus > MOST_CPUS) {
      throw new TraceException(
          "The trace.dat is damaged: a buffer of "
              + cpus
              + " CPUs with pages of "
              + pageSize
              + " bytes.");
    }
    for (long i = 0; i < cpus; i++) {
      int cpu = (int) in.u4();
      file.data.add(new CpuData(cpu, in.u8(), in.u8(), (int) pageSize, compressed));
    }
  }
}
