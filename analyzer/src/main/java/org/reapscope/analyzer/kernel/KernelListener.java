package org.reapscope.analyzer.kernel;

/** Is told what the kernel model does on its own: wake-ups, signals, releases, new parents. */
public interface KernelListener {
  /** Hears nothing. */
  KernelListener NONE = new KernelListener() {};

  /** The waiters of {@code parent} whose selector matches {@code about} wake up (D.5). */
  default void wake(ThreadGroup parent, Task about) {}

  /** A signal is sent to {@code target} because of {@code about}. */
  default void signal(ThreadGroup target, int signal, Task about) {}

  /** A process dies by a signal that the model itself sends: a namespace's end, a last close. */
  default void killed(ThreadGroup victim) {}

  /** {@code task} is released: its number is free. */
  default void released(Task task, boolean autoreaped) {}

  /** {@code child} has got a new parent process. */
  default void reparented(Task child, Task newParent) {}

  /** Something that waits look at has changed of a child of {@code parent}, whoever did it. */
  default void changed(ThreadGroup parent, Task child) {}
}
