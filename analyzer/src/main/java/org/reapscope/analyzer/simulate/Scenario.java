package org.reapscope.analyzer.simulate;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;

/** Plays one script under one set of rules. */
public final class Scenario {
  /** A result that stands for: this kernel has no such thing. */
  static final String NOT_EXPRESSIBLE = "-";

  private record Question(Step step, Reply reply) {
    String answer() {
      return reply.text() + (step.counts() ? " #" + reply.considered() : "");
    }
  }

  private final Notes notes;
  private final Stage stage;
  private final List<Question> questions = new ArrayList<>();

  private Scenario(Semantics semantics, boolean explain) {
    this.notes = new Notes(explain);
    this.stage = new Stage(semantics, notes);
  }

  /**
   * Plays a script.
   *
   * @throws ScenarioException when it cannot be read or played, naming the step
   */
  public static Outcome play(String script, Semantics semantics, boolean explain) {
    Scenario scenario = new Scenario(semantics, explain);
    try {
      return scenario.run(Step.parse(script));
    } catch (NotExpressible missing) {
      scenario.notes.say("not expressible under " + semantics.name() + ": " + missing.getMessage());
      return new Outcome(List.of(NOT_EXPRESSIBLE), scenario.notes.lines());
    }
  }

  private Outcome run(List<Step> steps) {
    if (!stage.cast().knows(steps.get(0).who())) {
      stage.enterFirst(steps.get(0).who());
    }
    for (Step step : steps) {
      List<Task> due = stage.takeDueToDie();
      notes.step(step);
      Reply reply = perform(step);
      stage.settle();
      if (step.asks()) {
        questions.add(new Question(step, reply));
      }
      stage.killDue(due);
    }
    stage.killDue(stage.takeDueToDie());
    return new Outcome(questions.stream().map(Question::answer).toList(), notes.lines());
  }

  private Reply perform(Step step) {
    Verb verb = Verbs.of(step);
    Task who = stage.cast().find(step.who(), step);
    if (verb.role() != Verb.Role.UNDERGOES && !who.isAlive()) {
      throw step.error(step.who() + " is dead and cannot " + step.verb());
    }
    if (verb.role() == Verb.Role.ACTS && stage.holding(who) != null) {
      throw step.error(step.who() + " is still asleep in its wait and cannot " + step.verb());
    }
    return verb.action().run(stage, who, new Words(step));
  }
}
