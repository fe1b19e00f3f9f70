package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskStopped;
import org.reapscope.traces.event.TaskSuperseded;

/**
 * The rule matrix: every kind of line is taken for its own kind and for no other, whatever stands
 * before it. The lines follow strace's sources, 4.8 to 7.2.
 */
final class LineRulesTest {
  private static final List<String> PREFIXES =
      List.of(
          "",
          "812   ",
          "7     ",
          "4190001 ",
          "[pid   812] ",
          "[pid 4190001] ",
          "812<runsv> ",
          "[pid   812<s6-supervise>] ",
          "812   14:03:09 ",
          "14:03:09.123456 ",
          "812   1790000000.123456 ",
          "812   1790000000 ",
          "     0.000123 ",
          "812        0.000123 ",
          "812   14:03:09 (+     0.000123) ",
          "812   [system_u:system_r:init_t:s0-s0:c0.c1023] 1790000000.123456 ",
          "812   1790000000.123456 [  61] ",
          "812   14:03:09.123456 [  61] [00007f1c2a3b4c5d] ");

  private static final Map<String, List<String>> LINES = new TreeMap<>();

  static {
    LINES.put(
        "whole",
        List.of(
            "wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], WNOHANG, NULL) = 900 <0.000045>",
            "wait4(-1, 0x7ffc0a1b2c3d, 0, NULL)      = -1 ECHILD (No child processes)",
            "wait4(-1, NULL, 0, NULL) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)",
            "execve(\"/bin/a) = 7, \\\" b\", [\"(\", \"]\"], 0x7ffd00112233 /* 21 vars */) = 0",
            "dup(5</srv/a,b(c>) = 6</srv/a,b(c>",
            "close(5<anon_inode:[a,b(c]>) = 0",
            "close(6<TCP:[127.0.0.1:80->127.0.0.1:90]>) = 0",
            "fork()                                  = 900<runsv>",
            "exit_group(3)                           = ?",
            "wait4(-1, 0x7ffc, 0, NULL) = ? <unavailable>",
            "kill(900, SIGKILL) = 0 (INJECTED)"));
    LINES.put(
        "entry",
        List.of(
            "wait4(-1,  <unfinished ...>",
            "wait4(-1 <unfinished ...>",
            "clone( <unfinished ...>",
            "vfork( <unfinished ...>",
            "execve(\"/bin/true\", [\"true\"], 0x7ffd /* 21 vars */ <pid changed to 812 ...>"));
    LINES.put(
        "end",
        List.of(
            "<... wait4 resumed> [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 812",
            "<... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 812",
            "<... wait4 resumed>, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 812",
            "<... wait4 resumed> <unfinished ...>) = ?",
            "<... vfork resumed>) = 900"));
    LINES.put(
        "exit",
        List.of(
            "+++ exited with 3 +++",
            "+++ killed by SIGKILL +++",
            "+++ killed by SIGSEGV (core dumped) +++"));
    LINES.put("superseded", List.of("+++ superseded by execve in pid 815 +++"));
    LINES.put(
        "signal",
        List.of(
            "--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=900, si_uid=0, si_status=3,"
                + " si_utime=0, si_stime=1 /* 0.01 s */} ---",
            "--- SIGCHLD {si_signo=SIGCHLD, si_code=SI_NOINFO} ---",
            "--- SIGRT_1 {si_signo=SIGRT_1, si_code=SI_TKILL, si_pid=812, si_uid=0} ---"));
    LINES.put("stop", List.of("--- stopped by SIGSTOP ---"));
    LINES.put(
        "skipped",
        List.of(
            "openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3",
            "close(5</srv/a,b(c>) = 0",
            "read(5<pipe:[77]>,  <unfinished ...>",
            "<... read resumed>\"a\", 4096)            = 1",
            "futex(0x7f, FUTEX_WAIT, 0, NULL <unfinished ...>",
            "<... futex resumed>)                    = 0",
            "???( <unfinished ...>",
            "<... ??? resumed>)                      = ?",
            "???()                                   = ?",
            "wait4(-1,  <detached ...>"));
    LINES.put(
        "unparsed",
        List.of(
            "Hello, world",
            "+++ what +++",
            "--- a/file.c",
            "<... wait4 resumed>",
            "wait4 (-1) = 3",
            "100 apples"));
  }

  @TestFactory
  Stream<DynamicTest> eachLineIsItsOwnKind() {
    return LINES.entrySet().stream()
        .flatMap(
            group ->
                group.getValue().stream()
                    .map(
                        line ->
                            DynamicTest.dynamicTest(
                                group.getKey() + ": " + line,
                                () -> checkAllPrefixes(group.getKey(), line))));
  }

  /** -C appends the table, -U picks its columns, -e read dumps data; none has a prefix. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "% time     seconds  usecs/call     calls    errors syscall",
        "syscall          % time     calls",
        " | 00010  03 00 3e 00 01 00 00 00  10 74 02 00 00 00 00 00  ..>......t...... |",
        "=[], sa_flags=0}, 8) = 0",
      })
  void passesOverWhatOptionsAddAndWhatACutLeaves(String line) {
    assertThat(kindOf(line)).isEqualTo("skipped");
  }

  private static void checkAllPrefixes(String kind, String line) {
    for (String prefix : PREFIXES) {
      assertThat(kindOf(prefix + line)).as(prefix + line).isEqualTo(kind);
    }
  }

  private static String kindOf(String line) {
    Diary diary = new Diary();
    List<ProcessEvent> events = new ArrayList<>();
    StraceParser parser = new StraceParser(diary, events::add);
    byte[] bytes = line.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    parser.line(bytes, 0, bytes.length, 1);
    parser.end();
    assertThat(diary.eventLines + diary.skipped + diary.unparsed.count()).isEqualTo(1);
    if (diary.unparsed.count() > 0) {
      return "unparsed";
    }
    return events.stream()
        .map(LineRulesTest::kindOf)
        .filter(kind -> !kind.isEmpty())
        .findFirst()
        .orElse("skipped");
  }

  private static String kindOf(ProcessEvent event) {
    if (event instanceof CallReturned call) {
      return call.startLine() == call.line() ? "whole" : "end";
    }
    return event instanceof CallEntered
        ? "entry"
        : event instanceof TaskExited
            ? "exit"
            : event instanceof TaskSuperseded
                ? "superseded"
                : event instanceof SignalDelivered
                    ? "signal"
                    : event instanceof TaskStopped ? "stop" : "";
  }
}
