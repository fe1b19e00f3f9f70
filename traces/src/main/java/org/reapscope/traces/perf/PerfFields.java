package org.reapscope.traces.perf;

import java.util.List;
import org.reapscope.traces.ftrace.Arguments;
import org.reapscope.traces.ftrace.Syscall;
import org.reapscope.traces.scan.Bytes;

/**
 * The {@code name: value, name: value} list of a perf trace line.
 *
 * <p>Strings stand in quotes; numbers may carry what they refer to, {@code 5 (comm)} or {@code
 * 4</path>}. What is left out is zero.
 */
final class PerfFields {
  private static final byte[] SEPARATOR = Bytes.ascii(": ");
  private static final int MOST = 16;

  private final int[] nameFrom = new int[MOST];
  private final int[] nameTo = new int[MOST];
  private final int[] valueTo = new int[MOST];
  private byte[] b = new byte[0];
  private int count;
  private int end;

  /** Splits the list that begins behind an opening parenthesis; true when it is closed. */
  boolean read(byte[] bytes, int from, int to) {
    b = bytes;
    count = 0;
    int at = from;
    while (at < to && b[at] != ')') {
      int colon = Bytes.indexOf(b, at, to, SEPARATOR);
      if (colon < 0 || count == MOST) {
        return false;
      }
      nameFrom[count] = at;
      nameTo[count] = colon;
      at = valueEnd(colon + 2, to);
      valueTo[count++] = at;
      at = at < to && b[at] == ',' ? Bytes.skipBlanks(b, at + 1, to) : at;
    }
    end = at + 1;
    return at < to;
  }

  /** The place behind the closing parenthesis. */
  int end() {
    return end;
  }

  private int valueEnd(int from, int to) {
    int depth = 0;
    for (int at = from; at < to; at++) {
      byte c = b[at];
      if (c == '"') {
        at = quoteEnd(at + 1, to);
      } else if (c == '(' || c == '<' || c == '[' || c == '{') {
        depth++;
      } else if (depth > 0 && (c == ')' || c == '>' || c == ']' || c == '}')) {
        depth--;
      } else if (depth == 0 && (c == ')' || c == ',')) {
        return at;
      }
    }
    return to;
  }

  private int quoteEnd(int from, int to) {
    for (int at = from; at < to; at++) {
      if (b[at] == '"' && (at + 1 == to || b[at + 1] == ',' || b[at + 1] == ')')) {
        return at;
      }
    }
    return to;
  }

  private int find(String name) {
    for (int i = 0; i < count; i++) {
      if (nameTo[i] - nameFrom[i] == name.length() && matches(name, nameFrom[i])) {
        return i;
      }
    }
    return -1;
  }

  private boolean matches(String name, int at) {
    for (int i = 0; i < name.length(); i++) {
      if (b[at + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** True when the field is there, which it is not when its value is zero. */
  boolean has(String name) {
    return find(name) >= 0;
  }

  /** A number, 0 when the field is left out, {@link Arguments#MISSING} when it is none. */
  long number(String name) {
    int i = find(name);
    return i < 0 ? 0 : numberAt(i, name);
  }

  private long numberAt(int i, String name) {
    int from = nameTo[i] + SEPARATOR.length;
    int to = from;
    while (to < valueTo[i] && b[to] != ' ' && b[to] != '<') {
      to++;
    }
    return PerfSymbols.value(name, b, from, to);
  }

  /** A string without its quotes, empty when the field is left out. */
  String text(String name) {
    int i = find(name);
    if (i < 0) {
      return "";
    }
    int from = nameTo[i] + SEPARATOR.length;
    int to = valueTo[i];
    boolean quoted = to - from >= 2 && b[from] == '"' && b[to - 1] == '"';
    return quoted ? Bytes.text(b, from + 1, to - 1) : Bytes.text(b, from, to);
  }

  /** Fills in the arguments of a call. */
  void arguments(Syscall syscall, Arguments out) {
    out.clear();
    List<String> parameters = syscall.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      out.set(i, number(parameters.get(i)));
    }
    if (!parameters.isEmpty() && parameters.get(0).equals("filename")) {
      out.text(text("filename"));
    }
  }
}
