package org.reapscope.traces.ftrace.dat;

import java.io.IOException;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.ftrace.dat.DatFile.CpuData;

/**
 * The layout of version 6: all tables in one row, then options, then each CPU's place.
 *
 * <pre>
 * headers, ftrace events, event formats, kallsyms(4), printk(4), names(8), cpus(4)
 * "options  " 00 { id(2) size(4) data } 00 00
 * "flyrecord" 00 { offset(8) size(8) } per CPU
 * </pre>
 */
final class Version6 {
  private static final int MOST_CPUS = 1 << 16;
  private static final int MOST_OPTIONS = 1 << 16;

  private final SpooledInput input;
  private final DatFile file;
  private final DatTables tables;

  Version6(SpooledInput input, DatFile file) {
    this.input = input;
    this.file = file;
    tables = new DatTables(file);
  }

  void read(DatCursor in) throws IOException {
    tables.headers(in);
    tables.ftraceEvents(in);
    tables.eventFormats(in);
    skip(in, in.u4());
    skip(in, in.u4());
    tables.names(in.text(in.u8()));
    long cpus = in.u4();
    if (cpus > MOST_CPUS) {
      throw new TraceException("The trace.dat is damaged: it claims " + cpus + " CPUs.");
    }
    String mark = mark(in);
    if (mark.equals("options  ")) {
      options(in, (int) cpus);
      mark = mark(in);
    }
    if (mark.equals("flyrecord")) {
      data(in, (int) cpus);
    } else if (mark.startsWith("latency")) {
      throw new TraceException(
          "This trace.dat holds the text of a latency tracer instead of recorded events.");
    } else {
      throw new TraceException(
          "The trace.dat is damaged: neither options nor data at byte " + in.position() + ".");
    }
  }

  private static void skip(DatCursor in, long size) {
    in.position(in.position() + size);
  }

  private static String mark(DatCursor in) throws IOException {
    return in.text(10).replace("\0", "");
  }

  private void options(DatCursor in, int cpus) throws IOException {
    for (int i = 0; i < MOST_OPTIONS; i++) {
      int id = in.u2();
      if (id == DatTables.OPTION_DONE) {
        return;
      }
      long size = in.u4();
      long start = in.position();
      if (id == DatTables.OPTION_BUFFER) {
        buffer(new DatCursor(input, file.bigEndian, in.u8()), cpus);
        in.position(start + size);
      } else {
        tables.option(id, in.text(size));
      }
    }
  }

  private void buffer(DatCursor in, int cpus) throws IOException {
    if (mark(in).equals("flyrecord")) {
      data(in, cpus);
    }
  }

  private void data(DatCursor in, int cpus) throws IOException {
    for (int cpu = 0; cpu < cpus; cpu++) {
      file.data.add(new CpuData(cpu, in.u8(), in.u8(), file.pageSize, false));
    }
  }
}
