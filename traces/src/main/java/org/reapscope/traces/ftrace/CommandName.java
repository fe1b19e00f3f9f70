package org.reapscope.traces.ftrace;

import org.reapscope.traces.scan.Bytes;

/** A task's comm: at most 15 bytes, any of them. */
final class CommandName {
  private static final int LONGEST = 15;

  private CommandName() {}

  /** The name that exec gives: the path's last part. */
  static String ofPath(String path) {
    String base = path.substring(path.lastIndexOf('/') + 1);
    return base.length() > LONGEST ? base.substring(0, LONGEST) : base;
  }

  /**
   * A task column without its padding, empty for the marks that ftrace writes when it does not know
   * the name.
   */
  static String ofColumn(byte[] b, int from, int to, NameCache names) {
    String name = names.of(b, Bytes.skipBlanks(b, from, to), to);
    return name.equals("<...>") || name.equals("<idle>") ? "" : name;
  }

  /** True when the column holds {@code name}, or nothing. */
  static boolean same(String name, byte[] b, int from, int to) {
    int start = Bytes.skipBlanks(b, from, to);
    if (start == to) {
      return true;
    }
    if (name.length() != to - start) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != (b[start + i] & 0xff)) {
        return false;
      }
    }
    return true;
  }
}
