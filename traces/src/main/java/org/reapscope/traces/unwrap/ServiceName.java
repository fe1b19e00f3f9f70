package org.reapscope.traces.unwrap;

import org.reapscope.traces.scan.Bytes;

/** The service that docker compose puts before each line, {@code web-1 | }. */
final class ServiceName implements Wrapping {
  @Override
  public String words() {
    return "the name of a service before the line";
  }

  @Override
  public boolean takeOff(Line line) {
    int at = line.from();
    while (at < line.to() && isNameByte(line.at(at))) {
      at++;
    }
    int bar = Bytes.skipBlanks(line.bytes(), at, line.to());
    if (at == line.from() || bar == at || line.at(bar) != '|') {
      return false;
    }
    line.begin(line.at(bar + 1) == ' ' ? bar + 2 : bar + 1);
    return true;
  }

  private static boolean isNameByte(byte c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || Bytes.isDigit(c)
        || c == '-'
        || c == '_'
        || c == '.';
  }
}
