package org.reapscope.analyzer.simulate;

/** A script that cannot be played; the message says which step, what was found and what may be. */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScenarioException(String message) {
    super(message);
  }
}
