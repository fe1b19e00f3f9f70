package org.reapscope.analyzer;

/** What to play a recorded run on under, beside replaying it. */
public enum Alternatives {
  /** Nothing. */
  NONE,
  /** The profile and the marking asked for, if they are not those that it was recorded under. */
  ASKED,
  /** Every profile, with the marking asked for. */
  EVERY_PROFILE,
  /** The profile asked for, with the smallest harmless set of spawn sites marked. */
  PLAN
}
