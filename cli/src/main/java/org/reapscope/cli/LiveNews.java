package org.reapscope.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Sanitizer;

/**
 * Tells findings on standard error as they happen, one line each, and in the end whether the report
 * bears them out. The first few of a kind are told; a flood of them is left to the report.
 */
final class LiveNews {
  private static final int MOST_OF_A_KIND = 10;

  private final Console console;
  private final boolean all;
  private final Map<Kind, Integer> kinds = new HashMap<>();
  private final Map<Key, String> told = new LinkedHashMap<>();
  private boolean muted;

  /** One rule in one process. */
  private record Kind(String rule, int pid) {}

  /** What a finding is known by, whatever its words. */
  private record Key(String rule, int pid, int child, long line) {
    static Key of(Finding finding) {
      Finding.Child child = finding.child();
      return new Key(
          finding.rule(),
          finding.process().pid(),
          child == null ? 0 : child.pid(),
          line(finding, child));
    }

    private static long line(Finding finding, Finding.@Nullable Child child) {
      Finding.Act stealer = finding.stealer();
      Finding.Victim victim = finding.victim();
      return stealer != null
          ? stealer.line()
          : victim != null ? victim.line() : child == null ? 0 : child.exitLine();
    }
  }

  /** {@code all} for every finding, however many of a kind. */
  LiveNews(Console console, boolean all) {
    this.console = console;
    this.all = all;
  }

  /** Tells one finding. */
  synchronized void tell(Finding finding) {
    Kind kind = new Kind(finding.rule(), finding.process().pid());
    int count = kinds.merge(kind, 1, Integer::sum);
    if (muted || (!all && count > MOST_OF_A_KIND + 1)) {
      return;
    }
    if (!all && count == MOST_OF_A_KIND + 1) {
      say("live: more of " + kind.rule + " in process " + kind.pid + "; the report has them all");
      return;
    }
    told.put(Key.of(finding), finding.message());
    say(
        "live: "
            + finding.severity().word()
            + ": "
            + finding.rule()
            + ": "
            + finding.message()
            + (finding.evidence().equals("exact") ? "" : " (" + finding.evidence() + ")"));
  }

  /** Shows on a terminal how far the reading has come. */
  synchronized void progress(long events) {
    if (console.errTerminal() && !muted) {
      int found = kinds.values().stream().mapToInt(Integer::intValue).sum();
      console
          .err()
          .print(
              String.format(
                  Locale.ROOT,
                  "\r\033[Klive: %,d events, %,d findings; ctrl-C ends",
                  events,
                  found));
      console.err().flush();
    }
  }

  /** Nothing is told any more. */
  synchronized void mute() {
    if (console.errTerminal() && !muted) {
      console.err().print("\r\033[K");
      console.err().flush();
    }
    muted = true;
  }

  /** Says what the whole log does not bear out. */
  synchronized void compare(TraceResult whole) {
    Set<Key> found = whole.findings().stream().map(Key::of).collect(Collectors.toSet());
    told.forEach(
        (key, message) -> {
          if (!found.contains(key)) {
            say("live: withdrawn, the whole log does not bear it out: " + message);
          }
        });
  }

  private void say(String sentence) {
    console
        .err()
        .print(
            (console.errTerminal() ? "\r\033[K" : "")
                + "reapscope: "
                + Sanitizer.text(sentence)
                + System.lineSeparator());
    console.err().flush();
  }
}
