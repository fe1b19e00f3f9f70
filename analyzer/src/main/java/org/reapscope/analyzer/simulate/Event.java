package org.reapscope.analyzer.simulate;

/** The step that is happening, as results name it: {@code block,ECHILD@B-exit}. */
final class Event {
  private final String label;
  private final boolean interrupts;
  private boolean told;

  /**
   * A step under its name.
   *
   * @param interrupts a signal, stop or continue, whose natural effect on a sleeper is EINTR
   */
  Event(String label, boolean interrupts) {
    this.label = label;
    this.interrupts = interrupts;
  }

  /** Some wait reports the death that this event is, so the results name the event already. */
  void tell() {
    told = true;
  }

  /** How an error that ended a sleep names this event: not at all when it goes without saying. */
  String suffix(String error) {
    return told || (interrupts && error.equals("EINTR")) ? "" : "@" + label;
  }
}
