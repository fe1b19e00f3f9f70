package org.reapscope.analyzer.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.ProcessEvent;

/** A bundled recording of which some lines are gone; the whole one is the truth about it. */
record DamagedLog(String name, List<String> lines) {
  private static final String SAMPLES = "../traces/samples/";

  static DamagedLog whole(String sample) {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(Path.of(SAMPLES, sample)))) {
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return new DamagedLog(sample, text.lines().toList());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Without one line in so many, drawn at random. */
  DamagedLog withoutOneIn(int lines, SplittableRandom random) {
    return only(line -> random.nextInt(lines) != 0);
  }

  /** Without so many lines in a row. */
  DamagedLog withoutRun(int from, int length) {
    List<String> left = new ArrayList<>(lines.subList(0, from));
    left.addAll(lines.subList(Math.min(lines.size(), from + length), lines.size()));
    return new DamagedLog(name, left);
  }

  DamagedLog only(Predicate<String> kept) {
    return new DamagedLog(name, lines.stream().filter(kept).toList());
  }

  TraceResult audit(Path folder) {
    Analysis analysis = new Analysis(AnalysisOptions.plain());
    try {
      return analysis.finish("log", Traces.open("strace:" + write(folder)).read(analysis));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  Recording recording(Path folder) {
    List<ProcessEvent> events = new ArrayList<>();
    try {
      Traces.open("strace:" + write(folder)).read(events::add);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return new Recording(name, events);
  }

  private Path write(Path folder) throws IOException {
    return Files.write(folder.resolve("log.strace"), lines, StandardCharsets.ISO_8859_1);
  }
}
