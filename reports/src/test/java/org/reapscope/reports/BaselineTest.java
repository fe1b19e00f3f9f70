package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;

/** Known findings are left out once each, whatever their pids; new ones stay. */
final class BaselineTest {
  @TempDir private Path folder;

  @Test
  void leavesOutWhatTheEarlierRunHeld() throws IOException {
    TraceResult result = Results.filledWith("wait4(15, \"\033[1m\")");
    Baseline baseline = written(result);
    TraceResult left = baseline.newOnly(Results.filledWith("wait4(15, \"\033[1m\")"));
    assertThat(left.findings()).isEmpty();
    assertThat(left.visibility()).anyMatch(note -> note.contains("2 findings are known"));
  }

  @Test
  void takesNoNoticeOfPidsAndLines() throws IOException {
    Baseline baseline = written(theft(10, "wait4(-1, WNOHANG)"));
    assertThat(baseline.newOnly(theft(500, "wait4(-1, WNOHANG)")).findings()).isEmpty();
  }

  @Test
  void tellsOneThiefFromAnother() throws IOException {
    Baseline baseline = written(theft(10, "wait4(-1, WNOHANG)"));
    assertThat(baseline.newOnly(theft(10, "waitid(P_ALL, WEXITED)")).findings()).hasSize(1);
  }

  private static TraceResult theft(int pid, String call) {
    TraceResult base = Results.filledWith("supervisor");
    Finding theft =
        new Finding(
            "misreap",
            Finding.Severity.ERROR,
            "exact",
            "child " + pid + " was stolen",
            new Finding.Party(pid, "supervisor"),
            new Finding.Child(pid + 1, "job", pid + 3, pid + 4, "exited 3"),
            new Finding.Act(pid + 2, pid + 5, pid, call),
            new Finding.Victim(pid, pid + 6, pid, "wait4(" + (pid + 1) + ", 0)", "ECHILD"),
            null);
    return base.edit().findings(List.of(theft)).done();
  }

  @Test
  void keepsTheOneThatIsOneTooMany() throws IOException {
    Baseline baseline = written(Results.filledWith("word"));
    assertThat(baseline.newOnly(Results.filledWith("word")).findings()).isEmpty();
    assertThat(baseline.newOnly(Results.filledWith("word")).findings()).hasSize(2);
  }

  @Test
  void refusesAnotherKindOfDocument() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"version\":\"2.1.0\"}");
    assertThatThrownBy(() -> Baseline.read(other)).hasMessageContaining("reapscope/1");
    Path text = Files.writeString(folder.resolve("text.json"), "no json");
    assertThatThrownBy(() -> Baseline.read(text)).hasMessageContaining("not a JSON document");
  }

  private Baseline written(TraceResult result) throws IOException {
    Path file = folder.resolve("old.json");
    Files.writeString(file, Results.report(ReportFormat.JSON, "audit", result));
    return Baseline.read(file);
  }
}
