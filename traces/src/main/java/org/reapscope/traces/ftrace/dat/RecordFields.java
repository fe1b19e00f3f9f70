package org.reapscope.traces.ftrace.dat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.ftrace.Arguments;
import org.reapscope.traces.scan.Bytes;

/** The fields of one record, found by its event's format. */
final class RecordFields {
  private ByteBuffer page = ByteBuffer.allocate(0);
  private int from;
  private int to;
  private EventFormat format = new EventFormat(0, "", java.util.List.of());

  void at(PageRecords record, EventFormat itsFormat) {
    page = record.page();
    from = record.from();
    to = record.to();
    format = itsFormat;
  }

  /** A number field, {@link Arguments#MISSING} when the record does not have it. */
  long number(String name) {
    EventFormat.Field field = format.field(name);
    return field == null ? Arguments.MISSING : number(field);
  }

  /** A number field as an int, {@code missing} when the record does not have it. */
  int number(String name, int missing) {
    long value = number(name);
    return value == Arguments.MISSING ? missing : (int) value;
  }

  long number(EventFormat.Field field) {
    int at = from + field.offset();
    if (at < from || at + field.size() > to) {
      return Arguments.MISSING;
    }
    return switch (field.size()) {
      case 1 -> page.get(at) & 0xff;
      case 2 -> page.getShort(at) & 0xffff;
      case 4 -> page.getInt(at);
      case 8 -> page.getLong(at);
      default -> Arguments.MISSING;
    };
  }

  /** One of several longs in a row, such as the arguments of a raw system call. */
  long element(String name, int index) {
    EventFormat.Field field = format.field(name);
    int at = field == null ? to : from + field.offset() + 8 * index;
    return at < from || at + 8 > to ? Arguments.MISSING : page.getLong(at);
  }

  /** A string field up to its zero byte, empty when the record does not have it. */
  String text(String name) {
    return text(format.field(name));
  }

  private String text(EventFormat.@Nullable Field field) {
    if (field == null) {
      return "";
    }
    int start = from + field.offset();
    int length = field.size();
    if (field.kind() != EventFormat.Kind.PLAIN) {
      long location = number(field);
      if (location == Arguments.MISSING) {
        return "";
      }
      int base = field.kind() == EventFormat.Kind.DATA_LOCATION ? from : start + field.size();
      start = base + (int) (location & 0xffff);
      length = (int) (location >>> 16 & 0xffff);
    }
    if (start < from || start + length > to) {
      return "";
    }
    byte[] bytes = new byte[length];
    page.get(start, bytes);
    int zero = 0;
    while (zero < length && bytes[zero] != 0) {
      zero++;
    }
    return Bytes.text(Arrays.copyOf(bytes, zero), 0, zero);
  }
}
