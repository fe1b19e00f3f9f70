package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.scan.Bytes;

/** Calls about process numbers, groups, sessions, namespaces and the subreaper bit. */
final class IdentityCalls {
  private static final int SET_CHILD_SUBREAPER = 36;
  private static final byte[] SUBREAPER = Bytes.ascii("PR_SET_CHILD_SUBREAPER");
  private static final byte[] SET_NAME = Bytes.ascii("PR_SET_NAME");
  private static final int SET_NAME_NUMBER = 15;

  private IdentityCalls() {}

  /** setpgid(pid, pgid). */
  static Call setpgid(String name, CallText text, LineContext context) {
    return new Call.SetPgid(name, text.integer(0), text.integer(1));
  }

  /** setpgrp(). */
  static Call setpgrp(String name, CallText text, LineContext context) {
    return new Call.SetPgid(name, 0, 0);
  }

  /** setsid(). */
  static Call setsid(String name, CallText text, LineContext context) {
    return new Call.SetSid(name);
  }

  /** getpgid(pid). */
  static Call getpgid(String name, CallText text, LineContext context) {
    return new Call.GetPgid(name, text.integer(0));
  }

  /** getpgrp(). */
  static Call getpgrp(String name, CallText text, LineContext context) {
    return new Call.GetPgid(name, 0);
  }

  /** getpid(), gettid(), getppid(), set_tid_address(address). */
  static Call getId(String name, CallText text, LineContext context) {
    return new Call.GetId(name);
  }

  /** prctl(option, ...): only the subreaper bit matters. */
  static @Nullable Call prctl(String name, CallText text, LineContext context) {
    if (!text.startsWith(0, SUBREAPER) && text.number(0) != SET_CHILD_SUBREAPER) {
      return null;
    }
    long value = text.number(1);
    return value == Bytes.MISSING ? null : new Call.SetSubreaper(name, value != 0);
  }

  /** The name that prctl(PR_SET_NAME, "name") sets, or null for other requests. */
  static @Nullable String newName(CallText text) {
    if (!text.startsWith(0, SET_NAME) && text.number(0) != SET_NAME_NUMBER || text.count() < 2) {
      return null;
    }
    byte[] b = text.bytes();
    int from = text.value(1);
    int to = text.to(1);
    int close = Bytes.indexOf(b, from + 1, to, '"');
    return from < to && b[from] == '"' && close > 0 ? Bytes.text(b, from + 1, close) : null;
  }

  /** unshare(flags). */
  static Call unshare(String name, CallText text, LineContext context) {
    return new Call.Namespace(name, namespaces(text, 0));
  }

  /** setns(fd, flags). */
  static Call setns(String name, CallText text, LineContext context) {
    context.descriptors().number(text, 0);
    return new Call.Namespace(name, namespaces(text, 1));
  }

  private static long namespaces(CallText text, int argument) {
    if (argument >= text.count()) {
      return 0;
    }
    long bits = Flags.CLONE.parse(text.bytes(), text.value(argument), text.to(argument));
    return bits == Flags.MISSING ? 0 : bits;
  }

  /** ptrace(request, pid, ...). */
  static Call ptrace(String name, CallText text, LineContext context) {
    String request = text.count() == 0 ? "" : Bytes.text(text.bytes(), text.value(0), text.to(0));
    return new Call.Ptrace(name, request, text.integer(1));
  }
}
