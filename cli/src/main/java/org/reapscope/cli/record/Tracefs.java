package org.reapscope.cli.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The kernel's tracing file system. */
final class Tracefs {
  private static final List<Path> PLACES =
      List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

  /** PROC_PID_INIT_INO of the kernel: the initial pid namespace. */
  private static final String INITIAL_NAMESPACE = "pid:[4026531836]";

  private final Path folder;

  private Tracefs(Path folder) {
    this.folder = folder;
  }

  /**
   * Finds it and makes sure that instances can be made in it.
   *
   * @throws CannotRecordException when it is not mounted or may not be used
   */
  static Tracefs find() throws CannotRecordException {
    for (Path place : PLACES) {
      if (Files.isDirectory(place) && !Files.isReadable(place)) {
        throw Explanations.tracefsForbidden(place, "Permission denied");
      }
      if (Files.isDirectory(place.resolve("events"))) {
        if (!Files.isWritable(place.resolve("instances"))) {
          throw Explanations.tracefsForbidden(place.resolve("instances"), "Permission denied");
        }
        return new Tracefs(place);
      }
    }
    throw Explanations.tracefsMissing();
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** Whether the kernel has an event, such as {@code sched/sched_process_fork}. */
  boolean has(String event) {
    return Files.isDirectory(folder.resolve("events").resolve(event));
  }

  /** Whether this process sees processes under the numbers that the kernel's events show. */
  static boolean seesKernelNumbers() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
          .toString()
          .equals(INITIAL_NAMESPACE);
    } catch (IOException hidden) {
      return false;
    }
  }
}
