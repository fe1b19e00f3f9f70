package org.reapscope.traces.ftrace.dat;

import java.util.List;

/**
 * Where a ring-buffer page keeps its time, its fill and its records, by the file's header_page.
 *
 * @param timestamp offset of the first record's time, eight bytes
 * @param commit offset of the fill and its flags, a long of the recorded machine
 * @param commitSize size of that long
 * @param data offset of the records
 */
record PageLayout(int timestamp, int commit, int commitSize, int data) {

  /** The layout that the text describes; where it says nothing, the one of 64-bit kernels. */
  static PageLayout parse(String headerPage, int longSize) {
    int timestamp = 0;
    int commit = 8;
    int size = longSize;
    int data = 8 + longSize;
    List<EventFormat.Field> fields = EventFormat.fields(headerPage);
    for (EventFormat.Field field : fields) {
      switch (field.name()) {
        case "timestamp" -> timestamp = field.offset();
        case "commit" -> {
          commit = field.offset();
          size = field.size() == 4 ? 4 : 8;
        }
        case "data" -> data = field.offset();
        default -> {
          // "overwrite" only names a bit of commit.
        }
      }
    }
    return new PageLayout(timestamp, commit, size, data);
  }

  /** True when all of the header lies inside a page of this size. */
  boolean fits(int pageSize) {
    return timestamp + 8 <= data && commit + commitSize <= data && data < pageSize;
  }
}
