package org.reapscope.traces.ftrace.dat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of a trace.dat: everything but the recorded pages. */
final class DatFile {
  private static final int LARGEST_PAGE = 1 << 24;

  final int version;
  final boolean bigEndian;
  final int longSize;
  final String compression;
  final Map<Integer, EventFormat> formats = new HashMap<>();
  final Map<Integer, byte[]> names = new HashMap<>();
  final List<CpuData> data = new ArrayList<>();
  final List<CpuLoss> losses = new ArrayList<>();
  String pageHeader = "";
  String clock = "";
  int pageSize;

  /** Nanoseconds to add to every time. */
  long offset;

  /**
   * One CPU's pages.
   *
   * @param compressed in counted chunks instead of bare pages
   */
  record CpuData(int cpu, long offset, long size, int pageSize, boolean compressed) {}

  /** Events of one CPU that the kernel says it dropped or overwrote. */
  record CpuLoss(int cpu, long count) {}

  DatFile(int version, boolean bigEndian, int longSize, int pageSize, String compression) {
    this.version = version;
    this.bigEndian = bigEndian;
    this.longSize = longSize;
    this.pageSize = pageSize;
    this.compression = compression;
  }

  void add(EventFormat format) {
    formats.put(format.id(), format);
  }

  /** True for a size that a ring-buffer page can have. */
  static boolean isPageSize(long size) {
    return size >= 64 && size <= LARGEST_PAGE;
  }

  /** The clock's name: the one in brackets of {@code [local] global counter}. */
  String clockName() {
    int open = clock.indexOf('[');
    int close = clock.indexOf(']', open + 1);
    return open >= 0 && close > open ? clock.substring(open + 1, close) : clock.strip();
  }

  /** True when the clock counts something else than nanoseconds. */
  boolean countsTicks() {
    String name = clockName();
    return name.equals("counter") || name.equals("x86-tsc") || name.equals("ppc-tb");
  }
}
