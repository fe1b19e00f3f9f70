package org.reapscope.traces.strace;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.Bytes;

/**
 * Takes off a line what others put on it: colours (strace 7.0, terminals), quoting and indenting of
 * mails and documents, HTML entities.
 */
final class Cleaner {
  private static final int ESCAPE = 0x1b;
  private static final Map<byte[], Character> ENTITIES = new LinkedHashMap<>();

  static {
    ENTITIES.put(Bytes.ascii("&lt;"), '<');
    ENTITIES.put(Bytes.ascii("&gt;"), '>');
    ENTITIES.put(Bytes.ascii("&quot;"), '"');
    ENTITIES.put(Bytes.ascii("&#34;"), '"');
    ENTITIES.put(Bytes.ascii("&#39;"), '\'');
    ENTITIES.put(Bytes.ascii("&amp;"), '&');
  }

  private Cleaner() {}

  /** The cleaned line, or null when there was nothing to take off. */
  static byte @Nullable [] clean(byte[] b, int from, int to) {
    int start = skipQuoting(b, from, to);
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - start);
    int at = start;
    while (at < to) {
      if (b[at] == ESCAPE) {
        at = skipEscape(b, at, to);
      } else if (b[at] == '&') {
        at = entity(b, at, to, out);
      } else {
        out.write(b[at++]);
      }
    }
    return out.size() == to - from ? null : out.toByteArray();
  }

  /** Moves past blanks, tabs and the marks that quote a line. */
  private static int skipQuoting(byte[] b, int from, int to) {
    int at = from;
    while (at < to && (b[at] == ' ' || b[at] == '\t' || b[at] == '>' || b[at] == '|')) {
      at++;
    }
    return at;
  }

  /** Moves past ESC [ parameters letter; a lone escape byte is dropped. */
  private static int skipEscape(byte[] b, int from, int to) {
    int at = from + 1;
    if (at >= to || b[at] != '[') {
      return at;
    }
    at++;
    while (at < to && (Bytes.isDigit(b[at]) || b[at] == ';' || b[at] == '?' || b[at] == ':')) {
      at++;
    }
    return Math.min(to, at + 1);
  }

  private static int entity(byte[] b, int at, int to, ByteArrayOutputStream out) {
    for (Map.Entry<byte[], Character> entity : ENTITIES.entrySet()) {
      if (Bytes.startsWith(b, at, to, entity.getKey())) {
        out.write(entity.getValue());
        return at + entity.getKey().length;
      }
    }
    out.write('&');
    return at + 1;
  }
}
