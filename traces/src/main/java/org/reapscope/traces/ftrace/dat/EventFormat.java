package org.reapscope.traces.ftrace.dat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One event's layout, from the text that the kernel publishes for it.
 *
 * <pre>
 * name: sched_process_exit
 * ID: 369
 * format:
 *   field:int common_pid;	offset:4;	size:4;	signed:1;
 * </pre>
 */
record EventFormat(int id, String name, List<Field> fields) {
  private static final Pattern NAME = Pattern.compile("^name: (\\S+)", Pattern.MULTILINE);
  private static final Pattern ID = Pattern.compile("^ID: (\\d{1,9})$", Pattern.MULTILINE);
  private static final Pattern FIELD =
      Pattern.compile(
          "^\\s*field:([^;]*?)(\\w+)(?:\\[[^;\\]]*])?;\\s*offset:(\\d{1,9});\\s*size:(\\d{1,9});",
          Pattern.MULTILINE);

  /** How a field holds its value. */
  enum Kind {
    /** Number or bytes in place. */
    PLAIN,
    /** Offset from the record's start and length of bytes at its end. */
    DATA_LOCATION,
    /** The same, with the offset counted from the field's own end. */
    RELATIVE_LOCATION
  }

  /** A field's place in the record. */
  record Field(String name, int offset, int size, Kind kind) {}

  /** The format that the text describes, or null when it describes none. */
  static @Nullable EventFormat parse(String text) {
    Matcher name = NAME.matcher(text);
    Matcher id = ID.matcher(text);
    if (!name.find() || !id.find()) {
      return null;
    }
    return new EventFormat(Integer.parseInt(id.group(1)), name.group(1), fields(text));
  }

  static List<Field> fields(String text) {
    List<Field> fields = new ArrayList<>();
    for (Matcher m = FIELD.matcher(text); m.find(); ) {
      String type = m.group(1);
      Kind kind =
          type.startsWith("__data_loc")
              ? Kind.DATA_LOCATION
              : type.startsWith("__rel_loc") ? Kind.RELATIVE_LOCATION : Kind.PLAIN;
      fields.add(
          new Field(m.group(2), Integer.parseInt(m.group(3)), Integer.parseInt(m.group(4)), kind));
    }
    return List.copyOf(fields);
  }

  /** The field of this name, or null. */
  @Nullable Field field(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }
}
