package org.reapscope.analyzer;

import org.reapscope.analyzer.cost.Calibration;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.analyzer.whatif.Hindsight;
import org.reapscope.analyzer.whatif.Marking;
import org.reapscope.analyzer.whatif.Survey;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;

/**
 * What to replay a trace under.
 *
 * @param semantics profile name, such as {@code linux} or {@code wait-pidfd}
 * @param mark marking policy, such as {@code none} or {@code pidfd,comm=worker*}
 * @param keepCalls whether every wait call and every life is kept as a row of the result
 * @param keepLines whether whoever opened the trace is to read again the lines that findings name,
 *     so that a report can quote them
 * @param calibration prices of calls, for predictions; {@link Calibration#NONE} predicts nothing
 * @param alternatives what to play the run on under, with callers that adapt to the answers
 */
public record AnalysisOptions(
    String semantics,
    String mark,
    boolean keepCalls,
    boolean keepLines,
    Calibration calibration,
    Alternatives alternatives) {
  /** A profile that hides marked children, for questions that make sense only under one. */
  private static final String HIDING = "wait-pidfd";

  /** A replay that answers recorded calls as recorded, without quotations and predictions. */
  public AnalysisOptions(String semantics, String mark, boolean keepCalls) {
    this(semantics, mark, keepCalls, Alternatives.NONE);
  }

  /** Without lines to quote, and without predictions. */
  public AnalysisOptions(
      String semantics, String mark, boolean keepCalls, Alternatives alternatives) {
    this(semantics, mark, keepCalls, false, Calibration.NONE, alternatives);
  }

  /** The same, keeping all that a page with pictures and quotations needs. */
  public AnalysisOptions inFull() {
    return new AnalysisOptions(semantics, mark, true, true, calibration, alternatives);
  }

  /** The same with other things to play the run on under. */
  public AnalysisOptions playedOn(Alternatives under) {
    return new AnalysisOptions(semantics, mark, keepCalls, keepLines, calibration, under);
  }

  /** The same with other prices. */
  public AnalysisOptions pricedBy(Calibration prices) {
    return new AnalysisOptions(semantics, mark, keepCalls, keepLines, prices, alternatives);
  }

  /** Whether other ways to wait are played on: for prices, or for a page that shows everything. */
  boolean playsOtherWays() {
    return keepLines || calibration != Calibration.NONE;
  }

  /** Plain audit: today's Linux, nothing marked. */
  public static AnalysisOptions plain() {
    return new AnalysisOptions("linux", "none", false);
  }

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException for an unknown profile or marking
   */
  public void check() {
    Profiles.byName(semantics);
    Marking.parse(mark);
    if (alternatives == Alternatives.PLAN && !profile().hasFlag()) {
      throw new IllegalArgumentException(
          "no child can be marked under "
              + semantics
              + "; plan under wait-pidfd or another profile"
              + " with a flag");
    }
  }

  private Semantics profile() {
    return Profiles.byName(semantics);
  }

  /**
   * Whether the log has to be read once before the analysis.
   *
   * @throws IllegalArgumentException for an unknown marking
   */
  public boolean needsFirstPass() {
    return alternatives == Alternatives.PLAN || Marking.parse(mark).needsFirstPass();
  }

  /**
   * The first pass, where one is needed.
   *
   * @throws IllegalArgumentException for an unknown profile or marking
   */
  public FirstPass firstPass() {
    Marking marking = Marking.parse(mark);
    Semantics hiding = profile().hasFlag() ? profile() : Profiles.byName(HIDING);
    if (alternatives == Alternatives.PLAN) {
      return new Surveying(this, new Survey(hiding));
    }
    return new Looking(this, new Hindsight(marking, recordedUnder(marking), hiding));
  }

  private record Surveying(AnalysisOptions options, Survey survey) implements FirstPass {
    @Override
    public void accept(ProcessEvent event) {
      survey.accept(event);
    }

    @Override
    public Analysis then(TraceFacts facts) {
      survey.finish(facts);
      return new Analysis(options, Marking.parse("none").policy(survey.chosen()), survey);
    }
  }

  private record Looking(AnalysisOptions options, Hindsight hindsight) implements FirstPass {
    @Override
    public void accept(ProcessEvent event) {
      hindsight.accept(event);
    }

    @Override
    public Analysis then(TraceFacts facts) {
      return new Analysis(options, hindsight.finish(facts));
    }
  }

  /**
   * Whether the run is to be played on under rules that it was not recorded under: it is then
   * replayed under the recorded kernel's.
   */
  public boolean isWhatIf() {
    return switch (alternatives) {
      case NONE, BESIDE -> false;
      case EVERY_PROFILE, PLAN -> true;
      case ASKED -> {
        Marking marking = Marking.parse(mark);
        yield !marking.isRecordedOnly() && (marking.marksAny() || !semantics.equals("linux"));
      }
    };
  }

  /**
   * A log whose own flags mark children comes from a kernel with these rules, any other from Linux.
   */
  private Semantics recordedUnder(Marking marking) {
    return Profiles.byName(marking.marksAsRecorded() ? semantics : "linux");
  }
}
