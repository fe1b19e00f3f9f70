package org.reapscope.analyzer.whatif;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.findings.Findings;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.Observers;
import org.reapscope.analyzer.replay.Replay;
import org.reapscope.analyzer.result.ChildOutcome.Outcome;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;

/**
 * A first pass that sorts all children by spawn site and plays the run on with every one of them
 * marked, to see which sites may be marked and which must be.
 *
 * <p>A stolen child is kept from its thief only by a mark of its own. So every site that had
 * children stolen is in any set that removes every misreap, and those sites alone already do: the
 * set is the smallest, whatever its size, as long as none of them leaks or hangs; one that does
 * cannot be in any harmless set.
 */
public final class Survey implements EventSink {
  private final Map<SpawnSite, SiteTally> sites = new TreeMap<>();
  private final Map<Story, Outcome> outcomes = new LinkedHashMap<>();
  private final Set<Story> closed = java.util.Collections.newSetFromMap(new LinkedHashMap<>());
  private final Map<Long, Story> takenGenerically = new HashMap<>();
  private final Map<Long, SiteTally> siteOfTaken = new HashMap<>();
  private final Findings findings = new Findings();
  private final Replay replay;

  /** Prepares a survey under a profile that hides marked children. */
  public Survey(Semantics semantics) {
    Rehearsal rehearsal = new Rehearsal(this::closed);
    this.replay =
        new Replay(
            org.reapscope.analyzer.semantics.Profiles.byName("linux"),
            MarkPolicy.NONE,
            new Observers(List.of(rehearsal, findings.observer())));
    rehearsal.follow(replay.world());
    rehearsal
        .under(semantics, (creator, tid, spawn, line) -> true, "all", false)
        .tell(this::judged);
  }

  @Override
  public void accept(ProcessEvent event) {
    findings.accept(event);
    replay.accept(event);
  }

  private void judged(Story story, Outcome outcome) {
    if (closed.remove(story)) {
      tally(story, outcome);
    } else {
      outcomes.put(story, outcome);
    }
  }

  private void closed(Story story) {
    if (story.line == 0) {
      return;
    }
    Outcome outcome = outcomes.remove(story);
    if (outcome == null) {
      closed.add(story);
    } else {
      tally(story, outcome);
    }
  }

  private void tally(Story story, @Nullable Outcome outcome) {
    SiteTally tally = sites.computeIfAbsent(SpawnSite.of(story), SiteTally::new);
    tally.add(story, outcome);
    if (story.takenGenerically()) {
      takenGenerically.put(story.line, story);
      siteOfTaken.put(story.line, tally);
    }
  }

  /** Ends the pass. */
  public void finish(TraceFacts facts) {
    replay.finish();
    List.copyOf(closed).forEach(story -> tally(story, null));
    closed.clear();
    for (Finding finding : findings.all(facts, List.of(), replay.kinds())) {
      Finding.Child child = finding.child();
      Story story = child == null ? null : takenGenerically.get(child.spawnLine());
      SiteTally tally = child == null ? null : siteOfTaken.get(child.spawnLine());
      if (finding.rule().equals("misreap") && story != null && tally != null) {
        tally.stolen(story);
      }
    }
  }

  /** All sites, sorted. */
  Collection<SiteTally> sites() {
    return sites.values();
  }

  /** Whether a site is in the smallest set that removes every misreap and harms nobody. */
  static boolean isChosen(SiteTally tally) {
    return tally.misreaped > 0 && tally.effect().isHarmless();
  }

  /** Birth lines of the children of the chosen sites. */
  public Set<Long> chosen() {
    Set<Long> lines = new HashSet<>();
    for (SiteTally tally : sites.values()) {
      if (isChosen(tally)) {
        lines.addAll(tally.lines);
      }
    }
    return lines;
  }
}
