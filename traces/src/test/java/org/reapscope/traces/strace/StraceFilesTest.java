package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reapscope.traces.Reading;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskSeen;

/** The files of strace -ff become one trace in which causes stand before their effects. */
final class StraceFilesTest {
  @TempDir private Path directory;

  @Test
  void ordersARealRecording() throws IOException {
    Reading reading = Reading.sample("glib-ff");
    Map<Integer, Long> firstLines = new HashMap<>();
    reading.all(TaskSeen.class).forEach(seen -> firstLines.put(seen.tid(), seen.line()));
    assertThat(reading.calls(Call.Spawn.class))
        .hasSize(11)
        .allSatisfy(
            spawn ->
                assertThat(spawn.startLine())
                    .isLessThan(firstLines.get((int) spawn.outcome().value())));
    assertThat(reading.events()).extracting(ProcessEvent::line).isSorted();
    assertThat(reading.events()).extracting(ProcessEvent::time).isSorted();
    assertThat(reading.facts().complete()).isTrue();
  }

  @Test
  void putsAnExitInsideTheWaitThatReportsIt() throws IOException {
    write(
        "a.812",
        "10:00:00.100 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 900"
            + " <0.000500>",
        "10:00:00.200 exit_group(0) = ?");
    write("a.900", "10:00:00.100 exit_group(3) = ?", "10:00:00.100 +++ exited with 3 +++");
    Reading reading = Reading.of(Traces.open(directory.toString()));
    List<Long> lines = new ArrayList<>();
    lines.add(reading.all(CallEntered.class).get(0).line());
    lines.add(reading.all(TaskExited.class).get(0).line());
    CallReturned wait = reading.calls(Call.Wait.class).get(0);
    lines.add(wait.line());
    assertThat(lines).isSorted().doesNotHaveDuplicates();
    assertThat(wait.startLine()).isEqualTo(lines.get(0));
    assertThat(wait.time() - wait.startTime()).isEqualTo(500_000);
    assertThat(((Call.Wait) reading.all(CallEntered.class).get(0).call()).report()).isNull();
  }

  /** Start and duration are cut to microseconds: 0.9 and 0.9 are printed as 0 and 0. */
  @Test
  void endsAWaitAfterAnExitThatItsCutDurationSeemsToMiss() throws IOException {
    write(
        "a.812",
        "10:00:00.100000 wait4(900, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 900"
            + " <0.000121>",
        "10:00:00.100200 exit_group(0) = ?");
    write("a.900", "10:00:00.100100 close(3) = 0", "10:00:00.100122 +++ exited with 3 +++");
    Reading reading = Reading.of(Traces.open(directory.toString()));
    CallReturned wait = reading.calls(Call.Wait.class).get(0);
    assertThat(wait.line()).isGreaterThan(reading.all(TaskExited.class).get(0).line());
    assertThat(wait.time()).isEqualTo(reading.all(TaskExited.class).get(0).time());
  }

  @Test
  void endsAWaitWithoutDurationBeforeTheTasksNextLine() throws IOException {
    write("a.812", "10:00:00.100 wait4(-1, NULL, 0, NULL) = 900", "10:00:00.300 close(3) = 0");
    write("a.900", "10:00:00.200 exit_group(3) = ?", "10:00:00.200 +++ exited with 3 +++");
    Reading reading = Reading.of(Traces.open(directory.toString()));
    assertThat(reading.events())
        .filteredOn(e -> !(e instanceof TaskSeen))
        .extracting(e -> e.getClass().getSimpleName() + e.tid())
        .containsExactly(
            "CallEntered812",
            "CallReturned900",
            "TaskExited900",
            "CallReturned812",
            "CallReturned812");
  }

  @Test
  void keepsACallOnOneLineWhenNothingHappensInsideIt() throws IOException {
    write("a.812", "10:00:00.100 wait4(-1, NULL, 0, NULL) = 900 <0.050>");
    write("a.900", "10:00:00.000 exit_group(3) = ?", "10:00:00.200 +++ exited with 3 +++");
    CallReturned wait = Reading.of(Traces.open(directory.toString())).calls(Call.Wait.class).get(0);
    assertThat(wait.startLine()).isEqualTo(wait.line());
  }

  /**
   * A wait and the death that it reports fall into one second, and no file tells which is first.
   */
  @Test
  void refusesTimesOfWholeSeconds() throws IOException {
    write("a.812", "10:00:00 wait4(-1, NULL, 0, NULL) = 900");
    write("a.900", "10:00:00 exit_group(3) = ?", "10:00:00 +++ exited with 3 +++");
    assertThatThrownBy(() -> Reading.of(Traces.open(directory.toString())))
        .hasMessageContaining("times of whole seconds")
        .hasMessageContaining("record with -ttt");
    Files.delete(directory.resolve("a.900"));
    assertThat(Reading.of(Traces.open(directory.toString())).calls(Call.Wait.class)).hasSize(1);
  }

  @Test
  void passesMidnightInFilesThatBeginAfterIt() throws IOException {
    write("a.812", "23:59:59.900 getpid() = 812", "00:00:02.000 exit_group(0) = ?");
    write("a.900", "00:00:01.000 getpid() = 900");
    assertThat(Reading.of(Traces.open(directory.toString())).events())
        .filteredOn(CallReturned.class::isInstance)
        .extracting(ProcessEvent::tid)
        .containsExactly(812, 900, 812);
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
  }
}
