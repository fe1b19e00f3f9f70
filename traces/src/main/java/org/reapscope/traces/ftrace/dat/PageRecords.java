package org.reapscope.traces.ftrace.dat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Walks the records of one ring-buffer page.
 *
 * <p>A record begins with 5 bits of type or length and 27 bits of time since the record before:
 *
 * <pre>
 * 0       length in the next word, which counts itself; then data
 * 1..28   that many words of data
 * 29      padding: of the page's rest when its time is 0, else of the next word's bytes
 * 30      time only: the next word holds the higher bits
 * 31      absolute time, 59 bits in the same form
 * </pre>
 *
 * <p>The fill's top bits say that records were lost before this page, and that their number stands
 * behind the last record.
 */
final class PageRecords {
  private static final int PADDING = 29;
  private static final int TIME_EXTEND = 30;
  private static final long FILL = (1L << 27) - 1;
  private static final long LOST = 1L << 31;
  private static final long LOST_STORED = 1L << 30;
  private static final long STAMP_BITS = (1L << 59) - 1;

  private final PageLayout layout;
  private final ByteOrder order;
  private ByteBuffer page = ByteBuffer.allocate(0);
  private int position;
  private int end;
  private long time;
  private long lost = -1;
  private int length;
  private @Nullable String fault;

  PageRecords(PageLayout layout, boolean bigEndian) {
    this.layout = layout;
    order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** Starts on a page. */
  void start(ByteBuffer next) {
    page = next.order(order);
    fault = null;
    lost = -1;
    position = layout.data();
    end = position;
    if (page.limit() < layout.data()) {
      fault = "a page of " + page.limit() + " bytes";
      return;
    }
    time = page.getLong(layout.timestamp());
    long commit =
        layout.commitSize() == 4
            ? page.getInt(layout.commit()) & 0xffffffffL
            : page.getLong(layout.commit());
    long filled = layout.data() + (commit & FILL);
    if (filled > page.limit()) {
      fault = "a page filled with " + (commit & FILL) + " bytes";
      return;
    }
    end = (int) filled;
    if ((commit & LOST) != 0) {
      boolean stored = (commit & LOST_STORED) != 0 && end + layout.commitSize() <= page.limit();
      lost = stored ? Math.max(0, word(end, layout.commitSize())) : 0;
    }
  }

  private long word(int at, int size) {
    return size == 4 ? page.getInt(at) & 0xffffffffL : page.getLong(at);
  }

  /** Records lost before this page: -1 for none, 0 for an unknown number. */
  long lost() {
    return lost;
  }

  /** What was wrong with the page, or null. */
  @Nullable String fault() {
    return fault;
  }

  /** Moves to the next record with data; false at the page's end or at a fault. */
  boolean next() {
    position += length;
    length = 0;
    while (position + 4 <= end) {
      int head = page.getInt(position);
      boolean big = order == ByteOrder.BIG_ENDIAN;
      int type = big ? head >>> 27 : head & 0x1f;
      long delta = big ? head & 0x7ffffff : head >>> 5;
      if (type >= 1 && type < PADDING) {
        time += delta;
        return data(position + 4, type * 4);
      }
      if (type == PADDING && delta == 0) {
        position = end;
        return false;
      }
      if (position + 8 > end) {
        return faulty("a record head cut at the page's end");
      }
      long next = page.getInt(position + 4) & 0xffffffffL;
      switch (type) {
        case 0 -> {
          time += delta;
          return next < 4 ? faulty("a record of no length") : data(position + 8, next - 4);
        }
        case PADDING -> {
          time += delta;
          position = (int) Math.min(end, position + 4 + next);
        }
        case TIME_EXTEND -> {
          time += (next << 27) + delta;
          position += 8;
        }
        default -> {
          time = time & ~STAMP_BITS | (next << 27) + delta & STAMP_BITS;
          position += 8;
        }
      }
    }
    return false;
  }

  private boolean data(int from, long bytes) {
    if (bytes > end - from) {
      return faulty("a record of " + bytes + " bytes that does not fit its page");
    }
    position = from;
    length = (int) (bytes + 3) & ~3;
    return true;
  }

  private boolean faulty(String why) {
    fault = why;
    position = end;
    return false;
  }

  /** Time of the record, on the file's clock. */
  long time() {
    return time;
  }

  /** The page that holds the record. */
  ByteBuffer page() {
    return page;
  }

  /** Where the record's data begins. */
  int from() {
    return position;
  }

  /** Where the record's data ends. */
  int to() {
    return Math.min(end, position + length);
  }
}
