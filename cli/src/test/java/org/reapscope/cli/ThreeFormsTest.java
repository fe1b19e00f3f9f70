package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One program gives one list of events, whichever form strace wrote: -o, -ff or standard error. */
final class ThreeFormsTest {
  private static final Pattern LINE = Pattern.compile("(\\d+) +([\\d.:]+ (.*))");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
  private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");
  private static final String UNFINISHED = " <unfinished ...>";
  private static final Set<String> PLACES =
      Set.of("trace", "line", "time", "startLine", "startTime", "duration");

  @TempDir private Path folder;

  /** Three runs of a program that does one thing at a time; its tasks by order of birth. */
  @Test
  void threeRunsTellTheSame() throws IOException {
    List<String> toOneFile = byBirth(events(RunResult.sample("strace/three-forms/o.strace")));
    // Completed waits and ends of tasks, counted with grep.
    assertThat(toOneFile).filteredOn(event -> event.contains("\"wait\"")).hasSize(9);
    assertThat(toOneFile).filteredOn(event -> event.contains("\"died\"")).hasSize(8);
    assertThat(byBirth(events(RunResult.sample("strace/three-forms/stderr.strace"))))
        .isEqualTo(toOneFile);
    assertThat(byBirth(events(RunResult.sample("strace/three-forms/ff")))).isEqualTo(toOneFile);
  }

  /** One run, written again as strace would have written it in the other forms. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "strace/three-forms/o.strace",
        "strace/py-steals.strace.zst",
        "strace/go-reaper.strace.zst",
        "tini_pid1_clean/strace.log.gz",
        "findings/pid_reuse.strace.zst",
        "findings/nested_ns_thief.strace.zst",
        "findings/monitor_table.strace.zst",
      })
  void oneRunTellsTheSame(String sample) throws IOException {
    List<String> lines = lines(RunResult.sample(sample));
    Map<Integer, List<String>> expected = byTask(events(RunResult.sample(sample)));
    Path files = Files.createDirectory(folder.resolve("ff"));
    for (Map.Entry<String, List<String>> task : files(lines).entrySet()) {
      Files.write(
          files.resolve("t." + task.getKey()), task.getValue(), StandardCharsets.ISO_8859_1);
    }
    assertThat(byTask(events(files.toString()))).as("-ff").isEqualTo(expected);
    for (boolean quiet : new boolean[] {false, true}) {
      Path stream = folder.resolve("stderr." + quiet);
      List<String> text = stream(lines, quiet);
      Files.write(stream, text, StandardCharsets.ISO_8859_1);
      Map<Integer, List<String>> found = byTask(events(stream.toString()));
      assertThat(found)
          .as("quiet " + quiet)
          .isEqualTo(found.containsKey(0) ? withoutNumber(expected, lines, text) : expected);
    }
  }

  /** The first task stands as 0, which it may only where the stream never shows its number. */
  private static Map<Integer, List<String>> withoutNumber(
      Map<Integer, List<String>> tasks, List<String> lines, List<String> stream) {
    Matcher first = LINE.matcher(lines.get(0));
    assertThat(first.matches()).isTrue();
    String tid = first.group(1);
    assertThat(String.join("\n", stream)).doesNotContain(String.format("[pid %5s]", tid));
    Map<Integer, List<String>> shown = new TreeMap<>(tasks);
    List<String> events = shown.remove(Integer.parseInt(tid));
    shown.put(0, events.stream().map(e -> e.replace("{\"tid\":" + tid, "{\"tid\":0")).toList());
    return shown;
  }

  /** One file a task, each call on one line: nothing else is written in between. */
  private static Map<String, List<String>> files(List<String> lines) {
    Map<String, List<String>> files = new LinkedHashMap<>();
    Map<String, Integer> open = new HashMap<>();
    for (String line : lines) {
      Matcher m = LINE.matcher(line);
      assertThat(m.matches()).as(line).isTrue();
      List<String> file = files.computeIfAbsent(m.group(1), pid -> new ArrayList<>());
      Matcher resumed = RESUMED.matcher(m.group(3));
      Integer begun = resumed.matches() ? open.remove(m.group(1)) : null;
      if (begun != null) {
        String rest = resumed.group(1).replace(UNFINISHED + ")", ")");
        file.set(begun, file.get(begun).replace(UNFINISHED, "") + rest);
        continue;
      }
      if (line.endsWith(UNFINISHED)) {
        open.put(m.group(1), file.size());
      }
      file.add(m.group(2));
    }
    return files;
  }

  /** Numbers only while two tasks are alive; a child is announced before its first line. */
  private static List<String> stream(List<String> lines, boolean quiet) {
    List<String> stream = new ArrayList<>();
    Set<String> alive = new LinkedHashSet<>();
    for (String line : lines) {
      Matcher m = LINE.matcher(line);
      assertThat(m.matches()).as(line).isTrue();
      if (alive.add(m.group(1)) && alive.size() > 1 && !quiet) {
        stream.add("strace: Process " + m.group(1) + " attached");
      }
      stream.add((alive.size() > 1 ? String.format("[pid %5s] ", m.group(1)) : "") + m.group(2));
      if (m.group(3).startsWith("+++ ")) {
        alive.remove(m.group(1));
      }
    }
    return stream;
  }

  private static List<String> lines(String path) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(path));
        InputStream plain =
            path.endsWith(".zst")
                ? new ZstdInputStream(in)
                : path.endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
    }
  }

  private static List<ObjectNode> events(String trace) throws IOException {
    RunResult run = RunResult.of("events", "-q", "--format", "json", trace);
    assertThat(run.code()).as(run.err()).isZero();
    List<ObjectNode> events = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      ObjectNode event = (ObjectNode) new ObjectMapper().readTree(line);
      event.remove(PLACES);
      events.add(event);
    }
    return events;
  }

  private static Map<Integer, List<String>> byTask(List<ObjectNode> events) {
    Map<Integer, List<String>> tasks = new TreeMap<>();
    for (JsonNode event : events) {
      tasks
          .computeIfAbsent(event.path("tid").asInt(), tid -> new ArrayList<>())
          .add(event.toString());
    }
    return tasks;
  }

  private static List<String> byBirth(List<ObjectNode> events) {
    Map<String, String> names = new HashMap<>();
    for (JsonNode event : events) {
      names.computeIfAbsent(event.path("tid").asText(), tid -> "task" + (names.size() + 1));
    }
    return events.stream()
        .map(
            event ->
                NUMBER
                    .matcher(event.toString())
                    .replaceAll(number -> names.getOrDefault(number.group(), number.group())))
        .toList();
  }
}
