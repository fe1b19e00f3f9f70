package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same logs give the same bytes in any locale and time zone, on one thread and on many. */
final class DeterminismTest {
  private static final String[] LOGS = {
    RunResult.sample("py_subprocess_reaper_thread/strace.log.zst"),
    RunResult.sample("node_pid1_zombie_leak/strace.log.zst"),
    RunResult.sample("polling/py-tornado.strace.zst"),
    RunResult.sample("ftrace/gunicorn-arbiter.ftrace.gz"),
    RunResult.sample("strace/glib-ff"),
  };

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "csv", "markdown", "sarif"})
  void doesNotDependOnWhereItRuns(String format) {
    RunResult here = audit(format, "1");
    assertThat(here.out()).isNotEmpty();
    assertThat(audit(format, "4")).isEqualTo(here);

    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      // Other digits, a dotless i, a comma for the decimal point; half an hour beside the hour.
      for (String tag : new String[] {"ar-EG-u-nu-arab", "tr-TR", "de-DE"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        assertThat(audit(format, "1")).as(tag).isEqualTo(here);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private static RunResult audit(String format, String jobs) {
    String[] args = new String[6 + LOGS.length];
    System.arraycopy(
        new String[] {"audit", "--format", format, "-v", "--jobs", jobs}, 0, args, 0, 6);
    System.arraycopy(LOGS, 0, args, 6, LOGS.length);
    return RunResult.of(args);
  }
}
