package org.reapscope.traces.unwrap;

import org.reapscope.traces.scan.Bytes;

/**
 * What syslog and journalctl put behind the time: {@code host name[812]: }, and in RFC 5424 {@code
 * host name 812 id - }.
 */
final class HostAndTag implements Wrapping {
  @Override
  public String words() {
    return "the host and name of a syslog line";
  }

  @Override
  public boolean takeOff(Line line) {
    int host = word(line, line.from());
    if (host < 0 || line.at(host) != ' ') {
      return false;
    }
    int tag = word(line, host + 1);
    if (tag < 0) {
      return false;
    }
    int at = tag;
    if (line.at(at) == '[') {
      int digits = Bytes.skipDigits(line.bytes(), at + 1, line.to());
      at = digits > at + 1 && line.at(digits) == ']' ? digits + 1 : at;
    }
    if (line.at(at) == ':' && (line.at(at + 1) == ' ' || at + 1 == line.to())) {
      line.begin(at + 2);
      return true;
    }
    int end = line.at(tag) == ' ' ? structured(line, tag + 1) : -1;
    if (end < 0) {
      return false;
    }
    line.begin(end);
    return true;
  }

  /** Past {@code 812 id - } or {@code 812 id [data] }, RFC 5424. */
  private static int structured(Line line, int from) {
    int process = word(line, from);
    int id = process < 0 || line.at(process) != ' ' ? -1 : word(line, process + 1);
    if (id < 0 || line.at(id) != ' ') {
      return -1;
    }
    int data = id + 1;
    int end = data + 1;
    if (line.at(data) == '[') {
      end = Bytes.indexOf(line.bytes(), data, line.to(), ']') + 1;
    } else if (line.at(data) != '-') {
      return -1;
    }
    if (end <= data || line.at(end) != ' ') {
      return -1;
    }
    return Bytes.startsWith(line.bytes(), end + 1, line.to(), Encoding.UTF8_MARK)
        ? end + 4
        : end + 1;
  }

  /** End of a name; -1 where none stands. */
  private static int word(Line line, int from) {
    int at = from;
    while (at < line.to() && isNameByte(line.at(at))) {
      at++;
    }
    return at == from ? -1 : at;
  }

  private static boolean isNameByte(byte c) {
    return c > ' ' && c != '(' && c != '[' && c != ':' && c != '"' && c != '<' && c != '=';
  }
}
