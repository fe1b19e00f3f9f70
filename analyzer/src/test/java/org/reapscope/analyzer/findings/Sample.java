package org.reapscope.analyzer.findings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.traces.Traces;

/** A recorded program and what it said itself: {@code NAME.strace.zst} and {@code NAME.txt}. */
record Sample(String name, List<Finding> findings, List<String> said) {
  static final Path SAMPLES = Path.of("..", "traces", "samples");
  static final Path FOLDER = SAMPLES.resolve("findings");

  private static final Map<String, Sample> READ = new ConcurrentHashMap<>();

  /** Read and audited once, however many tests ask. */
  static Sample once(String name) {
    return READ.computeIfAbsent(name, Sample::of);
  }

  private static Sample of(String name) {
    try {
      return new Sample(
          name,
          audited(FOLDER.resolve(name + ".strace.zst")),
          Files.readAllLines(FOLDER.resolve(name + ".txt")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<Finding> audited(Path recording) {
    try {
      Analysis analysis = new Analysis(AnalysisOptions.plain());
      String file = recording.toString();
      return analysis.finish(file, Traces.open(file).read(analysis)).findings();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Children that a rule speaks of. */
  Set<Integer> children(String rule) {
    Set<Integer> pids = new TreeSet<>();
    for (Finding finding : findings) {
      Finding.Child child = finding.child();
      if (finding.rule().equals(rule) && child != null) {
        pids.add(child.pid());
      }
    }
    return pids;
  }

  /** How often a rule speaks. */
  long count(String rule) {
    return findings.stream().filter(each -> each.rule().equals(rule)).count();
  }

  /** The numbers on the program's lines that begin with a word. */
  Set<Integer> said(String word) {
    Set<Integer> pids = new TreeSet<>();
    for (String line : said) {
      String[] words = line.split(" ");
      if (words.length > 1 && words[0].equals(word)) {
        pids.add(Integer.parseInt(words[1]));
      }
    }
    return pids;
  }
}
