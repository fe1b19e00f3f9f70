package org.reapscope.traces.ftrace.dat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.ftrace.KernelEvent;
import org.reapscope.traces.ftrace.Syscall;
import org.reapscope.traces.ftrace.Syscalls;
import org.reapscope.traces.scan.Bytes;

/**
 * What the records of one event id mean: worked out once for each format.
 *
 * @param event the kernel event, SYS_ENTER and SYS_EXIT for system calls; null for others
 * @param syscall the call whose own event this is, null for the raw events
 * @param arguments the call's arguments in order
 */
record RecordKind(
    EventFormat format,
    @Nullable KernelEvent event,
    @Nullable Syscall syscall,
    List<EventFormat.Field> arguments) {
  private static final String ENTER = "sys_enter_";
  private static final String EXIT = "sys_exit_";

  static RecordKind of(EventFormat format, Syscalls syscalls) {
    String name = format.name();
    if (name.startsWith(ENTER)) {
      Syscall call = named(syscalls, name.substring(ENTER.length()));
      return new RecordKind(format, KernelEvent.SYS_ENTER, call, arguments(format));
    }
    if (name.startsWith(EXIT)) {
      Syscall call = named(syscalls, name.substring(EXIT.length()));
      return new RecordKind(format, KernelEvent.SYS_EXIT, call, List.of());
    }
    byte[] bytes = Bytes.ascii(name);
    return new RecordKind(format, KernelEvent.named(bytes, 0, bytes.length), null, List.of());
  }

  private static Syscall named(Syscalls syscalls, String name) {
    byte[] bytes = Bytes.ascii(name);
    return syscalls.named(bytes, 0, bytes.length);
  }

  /** Fields of the event's own; names that begin with underscores are the tracer's. */
  private static List<EventFormat.Field> arguments(EventFormat format) {
    return format.fields().stream()
        .filter(f -> !f.name().startsWith("common_") && !f.name().startsWith("__"))
        .toList();
  }
}
