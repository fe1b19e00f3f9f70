package org.reapscope.analyzer.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.result.ChildOutcome;
import org.reapscope.analyzer.result.ChildOutcome.Outcome;

/**
 * What becomes of marked children follows from what the recorded programs say of them: a generic
 * wait took it ({@code T}) and its owner was refused ({@code LOST}), or whoever waits for it got it
 * ({@code OK}).
 */
final class OutcomesOnRecordingsTest {
  private static final Path FOLDER = Path.of("..", "traces", "samples", "findings");

  static Stream<String> thieves() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".txt"))
              .map(name -> name.substring(0, name.length() - ".txt".length()))
              .filter(name -> !stolen(name).isEmpty())
              .sorted()
              .toList();
      assertThat(names).hasSizeGreaterThanOrEqualTo(20);
      return names.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("thieves")
  void leavesEveryStolenChildToItsOwner(String name) {
    assertThat(children(name, Outcome.FIXED)).isEqualTo(stolen(name));
  }

  /** The word before each number, and the fate of the children it names, stolen ones left out. */
  @ParameterizedTest
  @CsvSource({
    // Orphans that only a drain collects, and children of the program that this one was.
    "daemonizer_thief, T, LEAKS",
    "exec_then_thief, T, LEAKS",
    // Owners that sleep until anybody of a group, or any signal, tells them.
    "job_groups, OK, HANGS",
    "sigsuspend_shell, OK, HANGS",
    // Pidfds tell when to drain, and the drain is all that collects.
    "table_pidfd, OK, HANGS",
    // Asked for by name all along.
    "peek_unknown, OK, UNCHANGED",
    "wnothread_thief, OK, UNCHANGED",
    "nocldwait_owner, AUTO, UNCHANGED"
  })
  void followsWhoCollects(String name, String word, Outcome outcome) {
    Set<Integer> expected = said(name, word);
    expected.removeAll(stolen(name));
    Set<Integer> found = children(name, outcome);
    if (outcome == Outcome.UNCHANGED) {
      found.addAll(children(name, Outcome.IMPROVED));
    }

    assertThat(expected).isNotEmpty();
    assertThat(found).containsAll(expected);
  }

  private static Set<Integer> children(String name, Outcome outcome) {
    Set<Integer> pids = new TreeSet<>();
    for (ChildOutcome child :
        Sample.analysed("findings/" + name + ".strace.zst", "wait-pidfd", "all", Alternatives.ASKED)
            .whatIf()
            .children()) {
      if (child.outcome() == outcome) {
        pids.add(child.pid());
      }
    }
    return pids;
  }

  private static Set<Integer> stolen(String name) {
    Set<Integer> stolen = said(name, "T");
    stolen.retainAll(said(name, "LOST"));
    return stolen;
  }

  private static Set<Integer> said(String name, String word) {
    try {
      Set<Integer> pids = new TreeSet<>();
      for (String line : Files.readAllLines(FOLDER.resolve(name + ".txt"))) {
        if (line.startsWith(word + " ")) {
          pids.add(Integer.parseInt(line.substring(word.length() + 1)));
        }
      }
      return pids;
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
