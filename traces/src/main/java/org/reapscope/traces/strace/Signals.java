package org.reapscope.traces.strace;

import java.util.HashMap;
import java.util.Map;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.NameTable;

/** Signal names as strace prints them; numbers of x86, arm and riscv (asm-generic/signal.h). */
final class Signals {
  static final int TRAP = 5;
  static final int CHLD = 17;
  static final int CONT = 18;

  private static final String IN_ORDER =
      "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP"
          + " TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS";
  private static final int FIRST_REALTIME = 32;
  private static final int LAST = 64;
  private static final NameTable TABLE = table();

  private static final NameTable CODES =
      new NameTable(
          Map.ofEntries(
              Map.entry("CLD_EXITED", 1L),
              Map.entry("CLD_KILLED", 2L),
              Map.entry("CLD_DUMPED", 3L),
              Map.entry("CLD_TRAPPED", 4L),
              Map.entry("CLD_STOPPED", 5L),
              Map.entry("CLD_CONTINUED", 6L),
              Map.entry("SI_USER", 0L),
              Map.entry("SI_KERNEL", 0x80L),
              Map.entry("SI_QUEUE", -1L),
              Map.entry("SI_TIMER", -2L),
              Map.entry("SI_MESGQ", -3L),
              Map.entry("SI_ASYNCIO", -4L),
              Map.entry("SI_SIGIO", -5L),
              Map.entry("SI_TKILL", -6L)));

  private Signals() {}

  private static NameTable table() {
    Map<String, Long> entries = new HashMap<>();
    long number = 0;
    for (String name : IN_ORDER.split(" ")) {
      entries.put("SIG" + name, ++number);
    }
    entries.put("SIGIOT", 6L);
    entries.put("SIGCLD", (long) CHLD);
    entries.put("SIGPOLL", 29L);
    entries.put("SIGRTMIN", (long) FIRST_REALTIME);
    for (long realtime = FIRST_REALTIME; realtime <= LAST; realtime++) {
      entries.put("SIGRT_" + (realtime - FIRST_REALTIME), realtime);
    }
    return new NameTable(entries);
  }

  /**
   * The signal that the range begins with: a name, a number, or a number with its name in a
   * comment; {@link Call#UNKNOWN} when it is neither.
   */
  static int number(byte[] b, int from, int to) {
    int at = Bytes.skipBlanks(b, from, to);
    long plain = Bytes.number(b, at, to);
    if (plain != Bytes.MISSING) {
      return (int) plain;
    }
    int end = at;
    while (end < to && isNameByte(b[end])) {
      end++;
    }
    long named = TABLE.get(b, at, end);
    return named == NameTable.MISSING ? Call.UNKNOWN : (int) named;
  }

  /** The si_code that the range begins with, or {@link Call#UNKNOWN}. */
  static int code(byte[] b, int from, int to) {
    long plain = Bytes.number(b, from, to);
    if (plain != Bytes.MISSING) {
      return (int) plain;
    }
    int end = from;
    while (end < to && isNameByte(b[end])) {
      end++;
    }
    long named = CODES.get(b, from, end);
    return named == NameTable.MISSING ? Call.UNKNOWN : (int) named;
  }

  private static boolean isNameByte(byte c) {
    return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }
}
