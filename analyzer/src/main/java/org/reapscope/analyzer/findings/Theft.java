package org.reapscope.analyzer.findings;

import org.jspecify.annotations.Nullable;

/** Tells a stolen child from one collected by its owner. */
final class Theft {
  private Theft() {}

  /** Whether a generic wait took the child and a focused one was refused, or asleep, because. */
  static boolean happened(CaseFile file) {
    return takenGenerically(file) && victim(file) != null;
  }

  /** Whether a wait that names nobody took the child. */
  static boolean takenGenerically(CaseFile file) {
    Asking reap = file.reap;
    return file.fate == CaseFile.Fate.WAITED && reap != null && reap.call().isGeneric();
  }

  /** The focused wait that lost the child. */
  static @Nullable Asking victim(CaseFile file) {
    return file.refused != null ? file.refused : file.pending;
  }

  /**
   * Whether the owner cannot have known the status already: it had asked or watched before the
   * theft, or it asks in a way that makes sense only for a child that may still be alive.
   */
  static boolean isCertain(CaseFile file, Asking victim) {
    return file.wantedBefore() || !victim.blocks();
  }

  /**
   * Whether one thread may have collected the child for its own book and only made sure of it
   * later: as a debugger does, whose loop asks for anything of any child that it traces.
   */
  static boolean isOneBook(CaseFile file, Asking reap, Asking victim) {
    return reap.caller() == victim.caller() && reap.caller().isTracer() && !isCertain(file, victim);
  }

  /** Whether the log is whole from the child's birth to the victim's call. */
  static boolean isShown(CaseFile file, Asking reap, Asking victim, Coverage coverage) {
    return !file.book.familyGuessed
        && coverage.whole(file.from(), Math.max(reap.line(), victim.line()));
  }
}
