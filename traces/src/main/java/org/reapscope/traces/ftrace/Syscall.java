package org.reapscope.traces.ftrace;

import java.util.List;
import org.reapscope.traces.event.Call;

/**
 * One system call: its kernel name, what its arguments mean, and their names in the kernel's own
 * event formats (perf trace leaves zero arguments out, so it is read by name).
 *
 * @param index place in the table, -1 for a call that is not in it
 * @param shape builds the call from its arguments
 * @param parameters argument names in order, empty where none is needed
 */
public record Syscall(String name, int index, Shape shape, List<String> parameters) {

  /** Builds a call from its arguments. */
  @FunctionalInterface
  public interface Shape {
    /** The call that {@code arguments} describe. */
    Call of(String name, Arguments arguments);
  }

  /** A call that means nothing to process lifetimes. */
  static Syscall other(String name, int index) {
    Call.Other call = new Call.Other(name);
    return new Syscall(name, index, (n, a) -> call, List.of());
  }

  /** fork, vfork, clone, clone3: on success both parent and child return from it. */
  public boolean spawns() {
    return switch (name) {
      case "fork", "vfork", "clone", "clone3" -> true;
      default -> false;
    };
  }
}
