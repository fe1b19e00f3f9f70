package org.reapscope.traces.ftrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/** One CPU's records in order, page after page. */
final class CpuRecords {
  private final CpuPages pages;
  private final PageRecords records;
  private final BiConsumer<Integer, String> faults;
  private long lost = -1;
  private boolean faultTold;

  /** Reads the records of {@code pages}; faults are told with their CPU. */
  CpuRecords(
      CpuPages pages, PageLayout layout, boolean bigEndian, BiConsumer<Integer, String> faults) {
    this.pages = pages;
    this.faults = faults;
    records = new PageRecords(layout, bigEndian);
  }

  /** Moves to the next record; false after the last. */
  boolean next() throws IOException {
    lost = -1;
    while (!records.next()) {
      String fault = records.fault();
      if (fault != null) {
        faults.accept(pages.cpu(), fault);
      }
      ByteBuffer page = pages.next();
      String cut = pages.fault();
      if (cut != null && !faultTold) {
        faultTold = true;
        faults.accept(pages.cpu(), cut);
      }
      if (page == null) {
        return false;
      }
      records.start(page);
      lost = Math.max(lost, records.lost());
    }
    return true;
  }

  int cpu() {
    return pages.cpu();
  }

  /** Records lost just before this one: -1 for none, 0 for an unknown number. */
  long lost() {
    return lost;
  }

  PageRecords record() {
    return records;
  }
}
