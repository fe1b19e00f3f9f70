package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.Bytes;

/** The call on the line before, if that line can be the first part of one broken in two. */
final class LastCall {
  private static final byte[] ATTACHED = Bytes.ascii(" attached");

  private @Nullable Task entered;
  private boolean skipped;
  private boolean interrupted;

  /** The line was none of a call. */
  void clear() {
    entered = null;
    skipped = false;
    interrupted = false;
  }

  /** The line was the first half of a call that matters. */
  void enters(Task task) {
    entered = task;
  }

  /** The line was passed over, or part of a call that does not matter. */
  void skips() {
    entered = null;
    skipped = true;
  }

  /**
   * The line was that of a call that does not matter; returns the task of which strace says in the
   * midst of it that it has attached, 0 for none.
   */
  int skips(byte[] b, int from, int to) {
    skips();
    interrupted = b[to - 1] == 'd' && Bytes.endsWith(b, from, to, ATTACHED);
    return interrupted ? Splice.attached(b, Math.max(0, Splice.message(b, from, to)), to) : 0;
  }

  /** The task whose call has begun on the line before and not ended, null for none. */
  @Nullable Task open() {
    Task task = entered;
    return task == null || task.open() == null ? null : task;
  }

  /**
   * Whether a line without prefix can be the rest of the call that was passed over.
   *
   * @param prefixed every line of this log has a prefix
   */
  boolean isFollowedBy(byte[] b, int from, int to, boolean prefixed) {
    return skipped
        && (Splice.continues(b, from, to)
            || (prefixed || interrupted) && Splice.closes(b, from, to));
  }
}
