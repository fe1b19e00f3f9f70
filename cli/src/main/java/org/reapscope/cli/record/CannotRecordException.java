package org.reapscope.cli.record;

/** A recording that cannot be made here: what is in the way, and how to get it out of the way. */
public final class CannotRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String fix;

  /**
   * Makes the exception.
   *
   * @param what what is in the way, in the words of the tool or system that said so
   * @param fix what to do about it, empty when there is nothing
   */
  public CannotRecordException(String what, String fix) {
    super(what);
    this.fix = fix;
  }

  /** What is in the way. */
  public String what() {
    return String.valueOf(getMessage());
  }

  /** What to do about it, empty when there is nothing. */
  public String fix() {
    return fix;
  }
}
