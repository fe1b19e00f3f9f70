package org.reapscope.traces.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.traces.scan.Bytes;

/** What a line's columns are does not depend on the lines before it. */
final class TaskPrefixTest {
  private static final byte[] TELLING = Bytes.ascii(" -:.()[]0159d\n");

  private static List<Object> columns(TaskPrefix p) {
    return List.of(
        p.commFrom,
        p.commTo,
        p.tid,
        p.group,
        p.cpu,
        p.time,
        p.flags,
        p.decimals,
        p.groupColumn,
        p.body);
  }

  @ParameterizedTest
  @CsvSource({
    "ftrace/go-reaper.ftrace.gz, false",
    "ftrace/old-style-6.1.ftrace.gz, false",
    "ftrace/wait-oddities-wide.ftrace.gz, false",
    "trace-cmd/wait-oddities.report.gz, true",
    "trace-cmd/wait-oddities-l.report.gz, true",
  })
  void readsALineAsIfItWereTheFirst(String sample, boolean report) throws IOException {
    byte[] b = Recording.bytes(sample);
    Random random = new Random(19);
    TaskPrefix used = new TaskPrefix(report);
    int read = 0;
    for (int from = 0; from < b.length; ) {
      int newline = Bytes.newline(b, from, b.length);
      int to = newline < 0 ? b.length : newline;
      if (random.nextInt(3) == 0 && to > from) {
        b[from + random.nextInt(Math.min(60, to - from))] = TELLING[random.nextInt(TELLING.length)];
      }
      byte[] line = Arrays.copyOfRange(b, from, to);
      TaskPrefix fresh = new TaskPrefix(report);
      boolean is = fresh.read(line, 0, line.length);
      assertThat(used.read(line, 0, line.length)).isEqualTo(is);
      if (is) {
        assertThat(columns(used)).as(Bytes.text(line, 0, line.length)).isEqualTo(columns(fresh));
        read++;
      }
      from = to + 1;
    }
    assertThat(read).isPositive();
  }
}
