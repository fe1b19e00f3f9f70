package org.reapscope.analyzer.whatif;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.findings.Findings;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.Observers;
import org.reapscope.analyzer.replay.Replay;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;

/** The first pass over a log: finds out which children a marking means that needs hindsight. */
public final class Hindsight implements EventSink {
  private final Marking marking;
  private final Set<Long> chosen = new HashSet<>();
  private final Findings findings = new Findings();
  private final Replay replay;
  private final @Nullable Survey survey;

  /**
   * Prepares a first pass.
   *
   * @param recordedUnder the rules of the kernel that the log comes from
   * @param hiding the rules under which a set is to be harmless
   */
  public Hindsight(Marking marking, Semantics recordedUnder, Semantics hiding) {
    this.marking = marking;
    this.survey = marking.wantsMinimal() ? new Survey(hiding) : null;
    Stories stories = new Stories(this::closed);
    this.replay =
        new Replay(
            recordedUnder,
            marking.recordedPart(),
            new Observers(List.of(stories, findings.observer())));
    stories.follow(replay.world());
  }

  private void closed(Story story) {
    if (story.line > 0 && marking.chooses(story)) {
      chosen.add(story.line);
    }
  }

  @Override
  public void accept(ProcessEvent event) {
    findings.accept(event);
    replay.accept(event);
    if (survey != null) {
      survey.accept(event);
    }
  }

  /** Ends the first pass: the marking as the replay proper needs it. */
  public MarkPolicy finish(TraceFacts facts) {
    replay.finish();
    if (marking.wantsMisreaped()) {
      for (Finding finding : findings.all(facts, List.of(), replay.kinds())) {
        Finding.Child child = finding.child();
        if (finding.rule().equals("misreap") && child != null) {
          chosen.add(child.spawnLine());
        }
      }
    }
    if (survey != null) {
      survey.finish(facts);
      chosen.addAll(survey.chosen());
    }
    return marking.policy(chosen);
  }
}
