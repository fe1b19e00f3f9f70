package org.reapscope.cli.record;

/**
 * One thing that recording, or the kernel's newer waits, depend on.
 *
 * @param area where it belongs: strace, ftrace or kernel
 * @param name what it is
 * @param state whether it is there
 * @param detail what was found
 * @param fix how to get it, empty when it is there or cannot be had
 */
public record Check(String area, String name, State state, String detail, String fix) {
  /** Whether a thing is there. */
  public enum State {
    YES,
    NO,
    /** It could not be tried. */
    UNKNOWN
  }

  static Check yes(String area, String name, String detail) {
    return new Check(area, name, State.YES, detail, "");
  }

  static Check no(String area, String name, String detail, String fix) {
    return new Check(area, name, State.NO, detail, fix);
  }

  static Check unknown(String area, String name, String detail, String fix) {
    return new Check(area, name, State.UNKNOWN, detail, fix);
  }
}
