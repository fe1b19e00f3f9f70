package org.reapscope.traces;

import java.io.IOException;

/** An input that cannot be read as a trace: says which, where, what was expected and found. */
public class TraceException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a sentence for the user. */
  public TraceException(String message) {
    super(message);
  }
}
