package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.scan.Bytes;

/**
 * Picks the innermost frame outside the C library and the dynamic loader from a recorded stack.
 *
 * <p>A frame is {@code object(symbol+0x1a) [0xe3f1a]}, from -kk with {@code file.c:42} behind it.
 */
final class StackSite {
  private static final byte[] ADDRESS = Bytes.ascii(" [0x");
  private static final byte[][] LIBRARIES = {
    Bytes.ascii("libc.so"),
    Bytes.ascii("libc-2."),
    Bytes.ascii("libpthread"),
    Bytes.ascii("ld-linux"),
    Bytes.ascii("ld-2."),
    Bytes.ascii("ld.so"),
    Bytes.ascii("ld-musl"),
    Bytes.ascii("libc.musl"),
    Bytes.ascii("[vdso]"),
  };

  private @Nullable String site;

  void clear() {
    site = null;
  }

  /** Takes the next frame outwards. */
  void frame(byte[] b, int from, int to) {
    int paren = Bytes.indexOf(b, from, to, '(');
    if (site != null || paren < 0 || isLibrary(b, from, paren)) {
      return;
    }
    int address = Bytes.indexOf(b, paren, to, ADDRESS);
    site = Bytes.text(b, from, address < 0 ? to : address);
  }

  private static boolean isLibrary(byte[] b, int from, int to) {
    int base = to;
    while (base > from && b[base - 1] != '/') {
      base--;
    }
    for (byte[] library : LIBRARIES) {
      if (Bytes.startsWith(b, base, to, library)) {
        return true;
      }
    }
    return false;
  }

  /** The event with the site that was found, if any. */
  CallReturned addTo(CallReturned event) {
    if (site == null) {
      return event;
    }
    Call call = event.call();
    if (call instanceof Call.Spawn spawn) {
      call =
          new Call.Spawn(
              spawn.name(),
              spawn.flags(),
              spawn.flagsShown(),
              spawn.exitSignal(),
              spawn.pidfd(),
              site);
    } else if (call instanceof Call.Wait wait) {
      call =
          new Call.Wait(
              wait.name(),
              wait.idType(),
              wait.id(),
              wait.outerId(),
              wait.options(),
              wait.descriptor(),
              wait.pidfdTarget(),
              wait.report(),
              wait.visible(),
              site);
    }
    return new CallReturned(
        event.line(),
        event.time(),
        event.tid(),
        event.startLine(),
        event.startTime(),
        event.duration(),
        call,
        event.outcome());
  }
}
