package org.reapscope.traces.unwrap;

import org.reapscope.traces.scan.Bytes;

/**
 * A date and a time before each line: {@code 2026-11-25T12:23:49.123456789Z } (docker logs -t,
 * kubectl logs --timestamps, GitHub and other CI), {@code [2026-11-25 12:23:49] }, {@code Nov 25
 * 12:23:49 } (syslog, journalctl, ts), also after the tab-separated names of a job and its step or
 * a syslog priority, {@code <30>}.
 */
final class DatedStamp implements Wrapping {
  private static final int NAMES = 2;

  @Override
  public String words() {
    return "a date and time before the line";
  }

  @Override
  public boolean takeOff(Line line) {
    int at = priority(line, line.from());
    for (int names = 0; ; names++) {
      int end = stamp(line, at);
      if (end >= 0) {
        line.begin(end);
        return true;
      }
      int tab = names < NAMES ? Bytes.indexOf(line.bytes(), at, line.to(), '\t') : -1;
      if (tab < 0) {
        return false;
      }
      at = tab + 1;
    }
  }

  /** Past {@code <30>} and RFC 5424's version. */
  private static int priority(Line line, int from) {
    if (line.at(from) != '<') {
      return from;
    }
    int end = Bytes.skipDigits(line.bytes(), from + 1, line.to());
    if (end == from + 1 || line.at(end) != '>') {
      return from;
    }
    return line.at(end + 1) == '1' && line.at(end + 2) == ' ' ? end + 3 : end + 1;
  }

  /** End of the stamp, also behind a byte order mark, as each step of a CI log begins with. */
  private static int stamp(Line line, int from) {
    int at = Bytes.startsWith(line.bytes(), from, line.to(), Encoding.UTF8_MARK) ? from + 3 : from;
    boolean bracketed = line.at(at) == '[';
    int start = bracketed ? at + 1 : at;
    int end = Stamps.iso(line, start);
    end = end < 0 ? Stamps.month(line, start) : end;
    if (end < 0 || bracketed && line.at(end) != ']') {
      return -1;
    }
    end = bracketed ? end + 1 : end;
    byte next = line.at(end);
    return next == ' ' || next == '\t' ? end + 1 : end == line.to() ? end : -1;
  }
}
