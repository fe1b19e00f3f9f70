package org.reapscope.analyzer.kernel;

/** What one candidate means to one wait call (section C, steps 1 to 4), with the reason. */
public enum Verdict {
  /** Step 1: the call does not ask for this task. */
  NOT_SELECTED(false, "not what the call asks for"),
  /** Step 2: the profile hides it. */
  HIDDEN(false, "hidden by its flag from this kind of wait"),
  /** Step 3: exit signal and __WCLONE do not go together. */
  CLONE_RULE(false, "its exit signal does not go with the call's __WCLONE"),
  /** Released already. */
  GONE(false, "released already"),
  /** Dead and reapable, but the call does not ask for deaths: does not keep ECHILD away. */
  ZOMBIE_UNASKED(false, "a zombie, and the call lacks WEXITED"),
  /** Being handed over by a tracer, seen by that tracer. */
  HANDED_OVER(false, "already taken by this tracer"),
  /** Eligible, nothing to report now; something may come. */
  PENDING(true, "eligible, nothing to report yet"),
  /** Dead, but held by a foreign tracer or by threads still alive. */
  HELD_BACK(true, "dead, but held back by its tracer or its living threads"),
  /** Reports its death. */
  EXIT(true, "reports its death"),
  /** Reports a group stop. */
  STOP(true, "reports its stop"),
  /** Reports a trace stop to its tracer. */
  TRACE_STOP(true, "reports a trace stop"),
  /** Reports that it was continued. */
  CONTINUE(true, "reports that it was continued");

  private final boolean keepsEchildAway;
  private final String reason;

  Verdict(boolean keepsEchildAway, String reason) {
    this.keepsEchildAway = keepsEchildAway;
    this.reason = reason;
  }

  /** Whether the candidate clears notask_error, so that the call may wait for it. */
  public boolean keepsEchildAway() {
    return keepsEchildAway;
  }

  /** Whether the candidate ends the call. */
  public boolean reports() {
    return ordinal() >= EXIT.ordinal();
  }

  /** The reason in words. */
  public String reason() {
    return reason;
  }
}
