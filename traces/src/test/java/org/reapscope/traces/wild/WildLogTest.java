package org.reapscope.traces.wild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reapscope.traces.Reading;
import org.reapscope.traces.Traces;

/**
 * A real recording gives the same events after every journey as before it, each at the line where
 * it then stands.
 */
final class WildLogTest {
  private static final Path SAMPLES = Path.of("samples");
  private static final Pattern LINE = Pattern.compile("\\b(line|startLine)=(\\d+)");
  private static final List<String> RECORDINGS =
      List.of(
          "strace/era-5.5.strace",
          "strace/lua-r.strace",
          "strace/oddities-y.strace",
          "strace/glib-k.strace",
          "strace/shell-ni.strace.gz",
          "strace/dumb-init-stderr.strace.gz",
          "ftrace/dash-jobs.ftrace.gz",
          "trace-cmd/dash-jobs.report.gz",
          "perf/glib-10.perfscript.gz",
          "perf/glib-10.perftrace.gz");
  private static final int LINES = 120;

  // On standard error strace and the program break lines themselves: which of two breaks came
  // first cannot be told, so that such a log is not sent through those journeys.

  @TestFactory
  Stream<DynamicContainer> givesTheSameEvents() {
    return RECORDINGS.stream()
        .map(
            name ->
                DynamicContainer.dynamicContainer(
                    name,
                    Stream.of(Journey.values())
                        .filter(journey -> !(journey.breaksLines() && name.contains("stderr")))
                        .map(
                            journey ->
                                DynamicTest.dynamicTest(
                                    journey.name(), () -> check(name, journey)))));
  }

  private static void check(String name, Journey journey) throws IOException {
    List<String> lines = lines(name);
    Reading bare = read((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    Dressed dressed = journey.of(lines);
    Reading worn = read(dressed.bytes());
    assertThat(worn.facts().format()).isEqualTo(bare.facts().format());
    String told = journey + " of " + name + ": " + worn.facts().notes();
    List<String> expected =
        bare.events().stream().map(event -> placed(event.toString(), dressed)).toList();
    List<String> found = worn.events().stream().map(Object::toString).toList();
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      assertThat(found.get(i)).as(told).isEqualTo(expected.get(i));
    }
    assertThat(found).as(told).hasSameSizeAs(expected);
    assertThat(worn.facts().calls()).isEqualTo(bare.facts().calls());
  }

  private static String placed(String event, Dressed dressed) {
    Matcher line = LINE.matcher(event);
    return line.replaceAll(m -> m.group(1) + "=" + dressed.place(Long.parseLong(m.group(2))));
  }

  private static List<String> lines(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(SAMPLES.resolve(name));
    if (name.endsWith(".gz")) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    return new String(bytes, StandardCharsets.ISO_8859_1).lines().limit(LINES).toList();
  }

  private static Reading read(byte[] bytes) throws IOException {
    return Reading.of(Traces.open("it", new ByteArrayInputStream(bytes)));
  }
}
