package org.reapscope.analyzer.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a script, cut into words: {@code WHO VERB ARGUMENTS [=> ?|=> ?#]}.
 *
 * @param number place in the script, from 1
 * @param text the step as written, without the question
 * @param asks its result is wanted
 * @param counts the number of tasks considered is wanted too
 */
record Step(int number, String text, List<String> words, boolean asks, boolean counts) {
  private static final String ARROW = "=>";

  /** Cuts a script into its steps. */
  static List<Step> parse(String script) {
    List<Step> steps = new ArrayList<>();
    for (String part : script.split(";", -1)) {
      String text = part.strip();
      if (!text.isEmpty()) {
        steps.add(parseOne(steps.size() + 1, text));
      }
    }
    if (steps.isEmpty()) {
      throw new ScenarioException("the script has no step; a step is: WHO VERB ARGUMENTS [=> ?]");
    }
    return steps;
  }

  private static Step parseOne(int number, String text) {
    int arrow = text.indexOf(ARROW);
    String body = arrow < 0 ? text : text.substring(0, arrow).strip();
    String question = arrow < 0 ? "" : text.substring(arrow + ARROW.length()).strip();
    if (arrow >= 0 && !question.equals("?") && !question.equals("?#")) {
      throw new ScenarioException(
          "step "
              + number
              + " '"
              + text
              + "': after => found '"
              + question
              + "', allowed: ? (the result), ?# (the result and the tasks considered)");
    }
    List<String> words = List.of(body.split("\\s+"));
    Step step = new Step(number, body, words, arrow >= 0, question.endsWith("#"));
    if (words.size() < 2) {
      throw step.error("found " + words.size() + " word, a step is: WHO VERB ARGUMENTS [=> ?]");
    }
    return step;
  }

  String who() {
    return words.get(0);
  }

  String verb() {
    return words.get(1);
  }

  /** An error located at this step. */
  ScenarioException error(String what) {
    return new ScenarioException("step " + number + " '" + text + "': " + what);
  }
}
