package org.reapscope.cli.record;

import java.io.Closeable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals that this process gets meanwhile, by their names without SIG, instead of ending it.
 *
 * <p>sun.misc.Signal is the only way to hear of them in Java; it is in the module jdk.unsupported
 * of every JDK from 9 on.
 */
public final class ForwardedSignals implements Closeable {
  private static final String[] NAMES = {"INT", "TERM", "HUP"};

  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final Map<Signal, SignalHandler> before = new HashMap<>();

  /** Hears of them from now on. */
  public ForwardedSignals() {
    for (String name : NAMES) {
      Signal signal = new Signal(name);
      try {
        before.put(signal, Signal.handle(signal, got -> queue.add(got.getName())));
      } catch (IllegalArgumentException taken) {
        // The machine was started with -Xrs: it is ended by the signal, and the guardian cleans up.
      }
    }
  }

  /** The next one, or null when none comes in this time. */
  public @Nullable String next(long milliseconds) throws InterruptedException {
    return queue.poll(milliseconds, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    before.forEach(Signal::handle);
  }
}
