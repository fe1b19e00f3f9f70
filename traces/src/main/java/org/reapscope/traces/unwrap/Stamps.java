package org.reapscope.traces.unwrap;

import org.reapscope.traces.scan.Bytes;

/** Finds the ends of dated time stamps; times without a date are the log's own. */
final class Stamps {
  private static final int DATE = 10;
  private static final byte[][] MONTHS = {
    Bytes.ascii("Jan"), Bytes.ascii("Feb"), Bytes.ascii("Mar"), Bytes.ascii("Apr"),
    Bytes.ascii("May"), Bytes.ascii("Jun"), Bytes.ascii("Jul"), Bytes.ascii("Aug"),
    Bytes.ascii("Sep"), Bytes.ascii("Oct"), Bytes.ascii("Nov"), Bytes.ascii("Dec"),
  };

  private Stamps() {}

  /**
   * End of {@code 2026-11-25T12:23:49.123456789Z} (ISO 8601; also with a blank or a slash, a comma,
   * an offset, or without a zone), or -1.
   */
  static int iso(Line line, int from) {
    boolean date =
        digits(line, from, 4)
            && separates(line, from + 4)
            && digits(line, from + 5, 2)
            && separates(line, from + 7)
            && digits(line, from + 8, 2);
    byte between = line.at(from + DATE);
    if (!date || between != 'T' && between != ' ' && between != '_') {
      return -1;
    }
    int at = timeOfDay(line, from + DATE + 1);
    return at < 0 ? -1 : zone(line, at);
  }

  /** End of {@code Nov 25 12:23:49}, with an optional year or fraction, or -1. */
  static int month(Line line, int from) {
    boolean named = false;
    for (byte[] month : MONTHS) {
      named |= line.startsWith(from, month);
    }
    if (!named || line.at(from + 3) != ' ') {
      return -1;
    }
    int day = Bytes.skipBlanks(line.bytes(), from + 3, line.to());
    int end = Bytes.skipDigits(line.bytes(), day, line.to());
    if (end == day || end - day > 2 || line.at(end) != ' ') {
      return -1;
    }
    if (digits(line, end + 1, 4) && line.at(end + 5) == ' ') {
      end += 5;
    }
    return timeOfDay(line, end + 1);
  }

  private static int timeOfDay(Line line, int from) {
    boolean told =
        digits(line, from, 2)
            && line.at(from + 2) == ':'
            && digits(line, from + 3, 2)
            && line.at(from + 5) == ':'
            && digits(line, from + 6, 2);
    if (!told) {
      return -1;
    }
    int at = from + 8;
    return line.at(at) == '.' || line.at(at) == ','
        ? Bytes.skipDigits(line.bytes(), at + 1, line.to())
        : at;
  }

  private static int zone(Line line, int from) {
    byte sign = line.at(from);
    if (sign == 'Z') {
      return from + 1;
    }
    if (sign == ' ' && line.startsWith(from, Bytes.ascii(" UTC"))) {
      return from + 4;
    }
    if (sign != '+' && sign != '-' || !digits(line, from + 1, 2)) {
      return from;
    }
    int minutes = line.at(from + 3) == ':' ? from + 4 : from + 3;
    return digits(line, minutes, 2) ? minutes + 2 : from + 3;
  }

  private static boolean separates(Line line, int at) {
    return line.at(at) == '-' || line.at(at) == '/';
  }

  private static boolean digits(Line line, int from, int count) {
    for (int at = from; at < from + count; at++) {
      if (!Bytes.isDigit(line.at(at))) {
        return false;
      }
    }
    return true;
  }
}
