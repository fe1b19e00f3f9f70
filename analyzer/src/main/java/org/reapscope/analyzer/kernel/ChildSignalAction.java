package org.reapscope.analyzer.kernel;

/**
 * What a process does with SIGCHLD: its handler and the two flags that change waiting.
 *
 * @param noChildWait SA_NOCLDWAIT: children are autoreaped, the signal is still sent
 * @param noChildStop SA_NOCLDSTOP: no signal for stops and continues
 */
public record ChildSignalAction(
    Handler handler, boolean noChildWait, boolean noChildStop, boolean restart) {
  /** Nothing set: the state after execve of a process that did not ignore the signal. */
  public static final ChildSignalAction DEFAULT =
      new ChildSignalAction(Handler.DEFAULT, false, false, false);

  /** SIG_IGN: children are autoreaped and no signal is sent. */
  public static final ChildSignalAction IGNORE =
      new ChildSignalAction(Handler.IGNORE, false, false, false);

  /** The three kinds of disposition. */
  public enum Handler {
    DEFAULT,
    IGNORE,
    FUNCTION
  }

  /** True when a child that dies now leaves no zombie (B7). */
  public boolean autoreaps() {
    return handler == Handler.IGNORE || noChildWait;
  }

  /** The action after execve (B3): handlers and all flags reset, ignoring kept. */
  public ChildSignalAction afterExec() {
    return handler == Handler.IGNORE ? IGNORE : DEFAULT;
  }
}
