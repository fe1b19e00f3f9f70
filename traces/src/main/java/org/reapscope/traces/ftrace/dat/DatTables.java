package org.reapscope.traces.ftrace.dat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.ftrace.dat.DatFile.CpuLoss;

/** Reads the tables that both versions of the file hold in the same form. */
final class DatTables {
  static final int OPTION_DONE = 0;
  static final int OPTION_DATE = 1;
  static final int OPTION_CPUSTAT = 2;
  static final int OPTION_BUFFER = 3;
  static final int OPTION_TRACECLOCK = 4;
  static final int OPTION_OFFSET = 7;

  private static final int MOST_TABLE_ENTRIES = 1 << 16;
  private static final Pattern CPU = Pattern.compile("CPU: (\\d{1,6})");
  private static final Pattern LOST =
      Pattern.compile("^(?:overrun|dropped events): (\\d{1,18})$", Pattern.MULTILINE);

  private final DatFile file;

  DatTables(DatFile file) {
    this.file = file;
  }

  /** {@code header_page} and {@code header_event}, each with a size and a text. */
  void headers(DatCursor in) throws IOException {
    in.string();
    file.pageHeader = in.text(in.u8());
    in.string();
    in.block(in.u8());
  }

  /** The formats of ftrace's own events: counted and sized texts, none of which matters here. */
  void ftraceEvents(DatCursor in) throws IOException {
    long count = count(in.u4());
    for (long i = 0; i < count; i++) {
      long size = in.u8();
      in.block(size);
    }
  }

  /** The formats of all other events, by system. */
  void eventFormats(DatCursor in) throws IOException {
    long systems = count(in.u4());
    for (long i = 0; i < systems; i++) {
      in.string();
      long events = count(in.u4());
      for (long k = 0; k < events; k++) {
        EventFormat format = EventFormat.parse(in.text(in.u8()));
        if (format != null) {
          file.add(format);
        }
      }
    }
  }

  private static long count(long entries) throws TraceException {
    if (entries > MOST_TABLE_ENTRIES) {
      throw new TraceException(
          "The trace.dat is damaged: a table claims to have " + entries + " entries.");
    }
    return entries;
  }

  /** Lines of {@code pid comm}. */
  void names(String text) {
    for (String line : text.split("\n")) {
      int blank = line.indexOf(' ');
      if (blank > 0 && blank < 9 && line.chars().limit(blank).allMatch(Character::isDigit)) {
        byte[] name = line.substring(blank + 1).getBytes(StandardCharsets.ISO_8859_1);
        file.names.put(Integer.parseInt(line.substring(0, blank)), name);
      }
    }
  }

  /** An option that is a value of its own. */
  void option(int id, String data) {
    switch (id) {
      // Microseconds, by the manual; the offset that comes with it is in nanoseconds.
      case OPTION_DATE -> file.offset += 1000 * number(data);
      case OPTION_OFFSET -> file.offset += number(data);
      case OPTION_TRACECLOCK -> file.clock = data.replace("\0", "");
      case OPTION_CPUSTAT -> statistics(data);
      default -> {
        // Others describe the machine, not the events.
      }
    }
  }

  private void statistics(String text) {
    Matcher cpu = CPU.matcher(text);
    long lost = 0;
    for (Matcher m = LOST.matcher(text); m.find(); ) {
      lost += Long.parseLong(m.group(1));
    }
    if (lost > 0) {
      file.losses.add(new CpuLoss(cpu.find() ? Integer.parseInt(cpu.group(1)) : -1, lost));
    }
  }

  private static long number(String text) {
    String digits = text.replace("\0", "").strip();
    try {
      return Long.decode(digits);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
