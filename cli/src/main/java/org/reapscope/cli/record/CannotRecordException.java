package org.reapscope.cli.record;

/** A recording that cannot be made here: what is in the way, and how to get it out of the way. */
public final class CannotRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What keeps it from being recorded, as far as shells tell it by an exit status. */
  public enum Kind {
    /** There is no such program: 127. */
    NOT_FOUND,
    /** The program may not be executed: 126. */
    NOT_EXECUTABLE,
    /** Anything else. */
    OTHER
  }

  private final Kind kind;
  private final String fix;

  /**
   * Makes the exception.
   *
   * @param what what is in the way, in the words of the tool or system that said so
   * @param fix what to do about it, empty when there is nothing
   */
  public CannotRecordException(String what, String fix) {
    this(Kind.OTHER, what, fix);
  }

  /** The same for an obstacle that has an exit status of its own. */
  CannotRecordException(Kind kind, String what, String fix) {
    super(what);
    this.kind = kind;
    this.fix = fix;
  }

  /** Which kind of obstacle it is. */
  public Kind kind() {
    return kind;
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
