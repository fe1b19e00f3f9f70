package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over many traces and directories: nothing is lost, nothing is done twice. */
final class ManyTracesTest {
  private static final Path SAMPLES = Path.of("../traces/samples");

  @TempDir private Path folder;

  /** Two hosts: one with a theft, one with a leak; a file that is no trace, and a broken one. */
  @BeforeEach
  void lay() throws IOException {
    Path one = Files.createDirectories(folder.resolve("fleet/web1"));
    Path two = Files.createDirectories(folder.resolve("fleet/web2/deep"));
    copy("py_subprocess_reaper_thread/strace.log.zst", one.resolve("app.strace.zst"));
    copy("node_pid1_zombie_leak/strace.log.zst", two.resolve("app.strace.zst"));
    copyFolder("strace/glib-ff", two.resolve("glib"));
    Files.writeString(one.resolve("README"), "not a trace\n");
    Files.write(two.resolve("cut.zst"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2});
  }

  private static void copy(String sample, Path to) throws IOException {
    Files.copy(SAMPLES.resolve(sample), to);
  }

  private static void copyFolder(String sample, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(SAMPLES.resolve(sample))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
      }
    }
  }

  private JsonNode audit(int code, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("audit", "--format", "json"));
    args.addAll(List.of(more));
    args.add(folder.resolve("fleet").toString());
    RunResult run = RunResult.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void findsTheTracesOfADirectoryAndSumsThemUpByTag() throws IOException {
    JsonNode run = audit(ExitCode.INPUT, "--tag", "host=/(?<host>web[0-9]+)/");
    assertThat(run.path("traces").findValuesAsText("name"))
        .map(name -> name.substring(folder.resolve("fleet").toString().length()))
        .contains("/web1/app.strace.zst", "/web2/deep/app.strace.zst", "/web2/deep/glib");
    assertThat(run.path("traces")).hasSize(3);
    assertThat(run.path("failures").findValuesAsText("name"))
        .hasSize(2)
        .anyMatch(name -> name.endsWith("README"))
        .anyMatch(name -> name.endsWith("cut.zst"));
    JsonNode web1 = group(run, "host", "web1");
    JsonNode web2 = group(run, "host", "web2");
    // By expected.json of the two samples: three stolen jobs, four zombies at the end.
    assertThat(web1.path("misreaps").asInt()).isEqualTo(3);
    assertThat(web2.path("misreaps").asInt()).isZero();
    assertThat(web2.path("leaks").asInt()).isEqualTo(4);
    assertThat(web2.path("failed").asInt()).isEqualTo(1);
    JsonNode all = group(run, "all", "");
    assertThat(all.path("traces").asInt()).isEqualTo(4);
    for (String sum : List.of("waits", "reaped", "misreaps", "leaks", "wastedPolls")) {
      int byHost = web1.path(sum).asInt() + web2.path(sum).asInt();
      assertThat(all.path(sum).asInt()).as(sum).isEqualTo(byHost);
    }
  }

  private static JsonNode group(JsonNode run, String by, String name) {
    for (JsonNode group : run.path("summary")) {
      if (group.path("by").asText().equals(by) && group.path("name").asText().equals(name)) {
        return group;
      }
    }
    throw new AssertionError("no group " + by + " " + name);
  }

  @Test
  void givesTheSameOnOneThreadAndOnMany() throws IOException {
    assertThat(audit(ExitCode.INPUT, "--jobs", "1"))
        .isEqualTo(audit(ExitCode.INPUT, "--jobs", "8"));
  }

  @Test
  void takesFinishedTracesFromTheState() throws IOException {
    Path state = folder.resolve("state");
    JsonNode first = audit(ExitCode.INPUT, "--state", state.toString());
    byte[] kept = Files.readAllBytes(state);
    assertThat(Files.readAllLines(state)).hasSize(3);
    assertThat(audit(ExitCode.INPUT, "--state", state.toString())).isEqualTo(first);
    assertThat(Files.readAllBytes(state)).isEqualTo(kept);

    // A kill in mid-line costs that line only.
    Files.write(state, java.util.Arrays.copyOf(kept, kept.length - 40));
    assertThat(audit(ExitCode.INPUT, "--state", state.toString())).isEqualTo(first);
    assertThat(Files.readAllLines(state)).hasSize(3);

    // What has changed is done again, and other rules are another result.
    Path changed = folder.resolve("fleet/web1/app.strace.zst");
    Files.delete(changed);
    copy("tini_pid1_clean/strace.log.gz", changed);
    JsonNode again = audit(ExitCode.INPUT, "--state", state.toString());
    assertThat(group(again, "all", "").path("misreaps").asInt()).isZero();
    audit(ExitCode.INPUT, "--state", state.toString(), "--semantics", "linux-classic");
    assertThat(Files.readAllLines(state)).hasSize(7);
  }

  /** Ten thousand such traces fit into 200 MB. */
  @Test
  void theStateStaysSmall() throws IOException {
    Path state = folder.resolve("state");
    Path trace = folder.resolve("fleet/web1/app.strace.zst");
    RunResult run = RunResult.of("audit", "--state", state.toString(), trace.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FINDINGS);
    assertThat(Files.size(state)).isBetween(200L, 20_000L);
  }

  /** Of a line whose middle is damaged nothing is believed. */
  @Test
  void doesAgainWhatTheStateHoldsDamaged() throws IOException {
    Path state = folder.resolve("state");
    JsonNode first = audit(ExitCode.INPUT, "--state", state.toString());
    byte[] kept = Files.readAllBytes(state);
    kept[200] ^= 1;
    Files.write(state, kept);
    assertThat(audit(ExitCode.INPUT, "--state", state.toString())).isEqualTo(first);
  }

  @Test
  void refusesAStateFileThatIsNone() throws IOException {
    Path other = Files.writeString(folder.resolve("precious.txt"), "my only copy\n");
    RunResult run = RunResult.of("audit", "--state", other.toString(), folder.toString());
    assertThat(run.code()).isEqualTo(ExitCode.INPUT);
    assertThat(run.err()).contains("precious.txt: not a state file");
    assertThat(Files.readString(other)).isEqualTo("my only copy\n");
  }

  @Test
  void aDirectoryWithoutAnyTraceIsAnUnreadableInput() throws IOException {
    Path none = Files.createDirectories(folder.resolve("none"));
    Files.writeString(none.resolve("README"), "not a trace\n");
    RunResult run = RunResult.of("audit", none.toString());
    assertThat(run.code()).isEqualTo(ExitCode.INPUT);
    assertThat(run.err()).contains(none.toString(), "no trace");
  }
}
