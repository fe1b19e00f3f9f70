package org.reapscope.traces.strace;

import java.util.Map;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.NameTable;

/**
 * Reads flag words such as {@code CLONE_VM|0x8000000000 /* CLONE_??? *&#47;|SIGCHLD}.
 *
 * <p>Names and numbers are joined by bits; comments are skipped; what is neither is ignored unless
 * it stands alone.
 */
final class Flags {
  /** A word that holds neither a known name nor a number. */
  static final long MISSING = Long.MIN_VALUE;

  static final Flags CLONE =
      new Flags(
          Map.ofEntries(
              Map.entry("CLONE_NEWTIME", 0x80L),
              Map.entry("CLONE_VM", 0x100L),
              Map.entry("CLONE_FS", 0x200L),
              Map.entry("CLONE_FILES", 0x400L),
              Map.entry("CLONE_SIGHAND", 0x800L),
              Map.entry("CLONE_PIDFD", 0x1000L),
              Map.entry("CLONE_PTRACE", 0x2000L),
              Map.entry("CLONE_VFORK", 0x4000L),
              Map.entry("CLONE_PARENT", 0x8000L),
              Map.entry("CLONE_THREAD", 0x10000L),
              Map.entry("CLONE_NEWNS", 0x20000L),
              Map.entry("CLONE_SYSVSEM", 0x40000L),
              Map.entry("CLONE_SETTLS", 0x80000L),
              Map.entry("CLONE_PARENT_SETTID", 0x100000L),
              Map.entry("CLONE_CHILD_CLEARTID", 0x200000L),
              Map.entry("CLONE_DETACHED", 0x400000L),
              Map.entry("CLONE_UNTRACED", 0x800000L),
              Map.entry("CLONE_CHILD_SETTID", 0x1000000L),
              Map.entry("CLONE_NEWCGROUP", 0x2000000L),
              Map.entry("CLONE_NEWUTS", 0x4000000L),
              Map.entry("CLONE_NEWIPC", 0x8000000L),
              Map.entry("CLONE_NEWUSER", 0x10000000L),
              Map.entry("CLONE_NEWPID", 0x20000000L),
              Map.entry("CLONE_NEWNET", 0x40000000L),
              Map.entry("CLONE_IO", 0x80000000L),
              Map.entry("CLONE_CLEAR_SIGHAND", 0x100000000L),
              Map.entry("CLONE_INTO_CGROUP", 0x200000000L),
              Map.entry("CLONE_AUTOREAP", 0x400000000L),
              Map.entry("CLONE_NNP", 0x800000000L),
              Map.entry("CLONE_PIDFD_AUTOKILL", 0x1000000000L),
              Map.entry("CLONE_EMPTY_MNTNS", 0x2000000000L)));

  static final Flags WAIT =
      new Flags(
          Map.of(
              "WNOHANG", 1L,
              "WSTOPPED", 2L,
              "WUNTRACED", 2L,
              "WEXITED", 4L,
              "WCONTINUED", 8L,
              "WNOWAIT", 0x1000000L,
              "__WNOTHREAD", 0x20000000L,
              "__WALL", 0x40000000L,
              "__WCLONE", 0x80000000L));

  static final Flags SIGACTION =
      new Flags(
          Map.ofEntries(
              Map.entry("SA_NOCLDSTOP", 1L),
              Map.entry("SA_NOCLDWAIT", 2L),
              Map.entry("SA_SIGINFO", 4L),
              Map.entry("SA_UNSUPPORTED", 0x400L),
              Map.entry("SA_EXPOSE_TAGBITS", 0x800L),
              Map.entry("SA_RESTORER", 0x4000000L),
              Map.entry("SA_ONSTACK", 0x8000000L),
              Map.entry("SA_RESTART", 0x10000000L),
              Map.entry("SA_INTERRUPT", 0x20000000L),
              Map.entry("SA_NODEFER", 0x40000000L),
              Map.entry("SA_RESETHAND", 0x80000000L)));

  static final Flags PIDFD =
      new Flags(
          Map.of(
              "PIDFD_NONBLOCK",
              0x800L,
              "O_NONBLOCK",
              0x800L,
              "PIDFD_THREAD",
              0x80L,
              "O_EXCL",
              0x80L));

  private final NameTable names;

  private Flags(Map<String, Long> names) {
    this.names = new NameTable(names);
  }

  /** All bits of the word in the range, or {@link #MISSING}. */
  long parse(byte[] b, int from, int to) {
    long bits = 0;
    boolean found = false;
    int at = from;
    while (at < to) {
      at = Bytes.skipBlanks(b, at, to);
      int end = at;
      while (end < to && b[end] != '|' && b[end] != ' ') {
        end++;
      }
      long value = names.get(b, at, end);
      if (value == NameTable.MISSING) {
        value = Bytes.number(b, at, end);
      }
      if (value != Bytes.MISSING) {
        bits |= value;
        found = true;
      }
      at = skipComment(b, end, to);
    }
    return found ? bits : MISSING;
  }

  /** Moves past a bar, blanks and a comment; comments may hold bars of their own. */
  private static int skipComment(byte[] b, int from, int to) {
    int at = Bytes.skipBlanks(b, from, to);
    if (at + 1 < to && b[at] == '/' && b[at + 1] == '*') {
      at += 2;
      while (at + 1 < to && !(b[at] == '*' && b[at + 1] == '/')) {
        at++;
      }
      at = Bytes.skipBlanks(b, Math.min(at + 2, to), to);
    }
    return at < to && b[at] == '|' ? at + 1 : at;
  }
}
