package org.reapscope.analyzer.simulate;

/** A step that uses what the profile's kernel does not have; the whole script gives {@code -}. */
final class NotExpressible extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotExpressible(String message) {
    super(message);
  }
}
