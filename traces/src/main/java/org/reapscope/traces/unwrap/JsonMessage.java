package org.reapscope.traces.unwrap;

import java.util.List;
import org.reapscope.traces.scan.Bytes;

/**
 * One JSON object a line with the text in one member: docker's json-file ({@code "log"}),
 * journalctl -o json ({@code "MESSAGE"}), log collectors ({@code "message"}, {@code "msg"}). A
 * docker record whose text has no newline is a part of a longer line.
 */
final class JsonMessage implements Wrapping {
  private static final List<byte[]> MEMBERS =
      List.of(
          Bytes.ascii("\"log\""),
          Bytes.ascii("\"MESSAGE\""),
          Bytes.ascii("\"message\""),
          Bytes.ascii("\"msg\""));

  @Override
  public String words() {
    return "a JSON record around the line";
  }

  @Override
  public boolean takeOff(Line line) {
    int from = Bytes.skipBlanks(line.bytes(), line.from(), line.to());
    if (line.at(from) != '{' || line.at(line.to() - 1) != '}') {
      return false;
    }
    for (byte[] member : MEMBERS) {
      int quote = value(line, from, member);
      if (quote >= 0) {
        return decode(line, quote + 1, member == MEMBERS.get(0));
      }
    }
    return false;
  }

  /** The opening quote of a member's value, or -1. */
  private static int value(Line line, int from, byte[] member) {
    int at = Bytes.indexOf(line.bytes(), from, line.to(), member);
    if (at < 0) {
      return -1;
    }
    int colon = Bytes.skipBlanks(line.bytes(), at + member.length, line.to());
    int quote = Bytes.skipBlanks(line.bytes(), colon + 1, line.to());
    return line.at(colon) == ':' && line.at(quote) == '"' ? quote : -1;
  }

  private static boolean decode(Line line, int from, boolean partsToldByNewline) {
    byte[] text = new byte[line.to() - from];
    int length = 0;
    int at = from;
    while (at < line.to() && line.at(at) != '"') {
      byte c = line.at(at++);
      if (c != '\\') {
        text[length++] = c;
        continue;
      }
      byte escape = line.at(at++);
      if (escape == 'u') {
        int code = hex(line, at);
        if (code < 0) {
          return false;
        }
        length = put(text, length, code);
        at += 4;
      } else {
        text[length++] = escaped(escape);
      }
    }
    if (at >= line.to()) {
      return false;
    }
    int end = length;
    while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
      end--;
    }
    line.replace(text, end);
    if (partsToldByNewline && end == length) {
      line.leaveOpen();
    }
    return true;
  }

  private static byte escaped(byte escape) {
    return switch (escape) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> escape;
    };
  }

  private static int hex(Line line, int from) {
    int code = 0;
    for (int at = from; at < from + 4; at++) {
      int digit = Bytes.hexDigit(line.at(at));
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }

  /** Six bytes of an escape always have room for the at most three of UTF-8. */
  private static int put(byte[] text, int length, int code) {
    if (code < 0x80) {
      text[length] = (byte) code;
      return length + 1;
    }
    if (code < 0x800) {
      text[length] = (byte) (0xc0 | code >> 6);
      text[length + 1] = (byte) (0x80 | code & 0x3f);
      return length + 2;
    }
    text[length] = (byte) (0xe0 | code >> 12);
    text[length + 1] = (byte) (0x80 | code >> 6 & 0x3f);
    text[length + 2] = (byte) (0x80 | code & 0x3f);
    return length + 3;
  }
}
