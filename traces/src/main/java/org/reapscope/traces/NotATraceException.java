package org.reapscope.traces;

/** The input can be read, but no reader knows its form; the message says what was found instead. */
public final class NotATraceException extends TraceException {
  private static final long serialVersionUID = 1;

  /** With a sentence for the user. */
  public NotATraceException(String message) {
    super(message);
  }
}
