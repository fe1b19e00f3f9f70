package org.reapscope.analyzer.kernel;

import java.util.Set;

/**
 * What a clone or clone3 call asks for, as far as its argument checks look (E, creation errors).
 *
 * @param clone3 clone3, else the legacy clone, which cannot pass flags above bit 31
 * @param exitSignal the exit signal asked for
 * @param byMarked the caller was itself created with the profile's flag
 * @param privileged the caller has CAP_SYS_ADMIN
 */
public record Creation(
    boolean clone3, Set<Flag> flags, int exitSignal, boolean byMarked, boolean privileged) {
  /** Highest signal number. */
  private static final int NSIG = 64;

  /** Flags that the checks know. */
  public enum Flag {
    /** The profile's special flag. */
    MARK,
    PIDFD,
    THREAD,
    PARENT,
    DETACHED,
    PARENT_SETTID,
    AUTOKILL,
    NO_NEW_PRIVS,
    /** Signal bits in the flags of clone3. */
    CSIGNAL
  }

  public Creation {
    flags = Set.copyOf(flags);
  }

  /** Whether the flag is given. */
  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /** The error that creation gives, 0 when it succeeds: general rules, then the profile's. */
  public int error(Semantics semantics) {
    int general = clone3 ? clone3Error() : legacyError();
    if (general != 0) {
      return general;
    }
    boolean unknown = has(Flag.AUTOKILL) || has(Flag.NO_NEW_PRIVS);
    return unknown && !semantics.hasAutokill() ? Errno.EINVAL : semantics.creationError(this);
  }

  private int clone3Error() {
    boolean wrong =
        exitSignal < 0
            || exitSignal > NSIG
            || has(Flag.DETACHED)
            || has(Flag.CSIGNAL)
            || ((has(Flag.THREAD) || has(Flag.PARENT)) && exitSignal != 0);
    return wrong ? Errno.EINVAL : 0;
  }

  private int legacyError() {
    boolean wrong = has(Flag.PIDFD) && (has(Flag.DETACHED) || has(Flag.PARENT_SETTID));
    return wrong ? Errno.EINVAL : 0;
  }
}
