package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.traces.Reading;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskNamed;

/** Times of every kind become nanoseconds that go forward; numbers are not mistaken for times. */
final class ClocksTest {
  private static final String CALL = "getpid() = 812";

  @ParameterizedTest
  @CsvSource({
    "'812   14:03:09 ', 812, 50589000000000, 'time of day, seconds'",
    "'812   14:03:09.123456 ', 812, 50589123456000, 'time of day, microseconds'",
    "'[pid   812] 14:03:09.123 ', 812, 50589123000000, 'time of day, milliseconds'",
    "'812   1790000000.123456 ', 812, 1790000000123456000, 'unix time, microseconds'",
    "'812   1790000000.123456789 ', 812, 1790000000123456789, 'unix time, nanoseconds'",
    "'812   1790000000 ', 812, 1790000000000000000, 'unix time, seconds'",
    "'4190001 1790000000.000001 ', 4190001, 1790000000000001000, 'unix time, microseconds'",
    "'7          0.000123 ', 7, 123000, 'time since the first line, microseconds'",
    "'812   14:03:09 (+     0.000123) ', 812, 50589000000000, 'time of day, seconds'",
    "'812   ', 812, -9223372036854775808, none",
    "'[pid   812] ', 812, -9223372036854775808, none",
  })
  void readsNumberAndTime(String prefix, int tid, long time, String clock) {
    Reading reading = Reading.strace(prefix + CALL);
    assertThat(reading.events()).isNotEmpty().allMatch(e -> e.tid() == tid && e.time() == time);
    assertThat(reading.facts().clock()).isEqualTo(clock);
  }

  @Test
  void addsUpRelativeTimesOfAllLines() {
    Reading reading =
        Reading.strace(
            "812        0.000000 getpid() = 812",
            "812        0.000100 futex(0x7f, FUTEX_WAKE, 1) = 0",
            "813        0.000020 getpid() = 812",
            "812        1.000000 getpid() = 812");
    assertThat(reading.events()).last().extracting(ProcessEvent::time).isEqualTo(1_000_120_000L);
  }

  @Test
  void passesMidnight() {
    Reading reading =
        Reading.strace(
            "812   23:59:59.900000 getpid() = 812",
            "813   00:00:00.100000 getpid() = 812",
            "812   23:59:59.950000 getpid() = 812",
            "812   00:00:01.000000 getpid() = 812");
    assertThat(reading.events())
        .filteredOn(e -> !(e instanceof org.reapscope.traces.event.TaskSeen))
        .extracting(ProcessEvent::time)
        .containsExactly(
            86_399_900_000_000L, 86_400_100_000_000L, 86_399_950_000_000L, 86_401_000_000_000L);
  }

  @Test
  void saysThatTimesGoBackwards() {
    Reading reading =
        Reading.strace(
            "812 1790000001.000000 getpid() = 812", "812 1790000000.000000 getpid() = 8");
    assertThat(reading.facts().notes()).anyMatch(note -> note.contains("backwards 1 times"));
  }

  @Test
  void followsTheNameInThePrefix() {
    Reading reading =
        Reading.strace(
            "812<strace> execve(\"/usr/bin/runsv\", [\"runsv\"], 0x7f /* 1 var */) = 0",
            "812<runsv> getpid() = 812",
            "[pid   812<worker 1>] getpid() = 812");
    assertThat(reading.all(TaskNamed.class))
        .extracting(TaskNamed::comm)
        .containsExactly("strace", "runsv", "worker 1");
  }
}
