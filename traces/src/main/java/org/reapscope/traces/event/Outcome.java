package org.reapscope.traces.event;

/**
 * How a call ended.
 *
 * @param value return value for {@link State#RETURNED}, positive errno for {@link State#FAILED},
 *     else 0
 * @param outer the same process under the tracer's own pid namespace where the log prints it ("/*
 *     812 in strace's PID NS *&#47;"), else 0
 */
public record Outcome(State state, long value, int outer) {

  /** The kinds of ending. */
  public enum State {
    /** Returned {@code value}. */
    RETURNED,
    /** Failed with errno {@code value}. */
    FAILED,
    /** Interrupted: the log shows ERESTARTSYS or one of its kin, not what user space got. */
    RESTART,
    /** Never returned: the task died inside the call. */
    NEVER,
    /** Returned without an error; the log does not show what. */
    UNSHOWN,
    /** Given by a tracer in the kernel's place, which was never asked ({@code -e inject}). */
    INJECTED,
    /** The log holds an ending whose value cannot be read. */
    UNREADABLE
  }

  private static final Outcome[] PLAIN = new Outcome[State.values().length];

  static {
    for (State state : State.values()) {
      PLAIN[state.ordinal()] = new Outcome(state, 0, 0);
    }
  }

  /** An ending with a value, which is 0 for most calls. */
  public static Outcome returned(long value) {
    return value == 0 ? of(State.RETURNED) : new Outcome(State.RETURNED, value, 0);
  }

  /** An ending with a positive errno. */
  public static Outcome failed(int errno) {
    return new Outcome(State.FAILED, errno, 0);
  }

  /** An ending without a value. */
  public static Outcome of(State state) {
    return PLAIN[state.ordinal()];
  }

  /** True when the call returned and did not fail. */
  public boolean ok() {
    return state == State.RETURNED;
  }
}
