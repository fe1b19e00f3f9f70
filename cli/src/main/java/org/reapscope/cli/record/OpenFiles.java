package org.reapscope.cli.record;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who has a file open, as far as /proc shows it to this user.
 *
 * <p>Source: proc_pid_fd(5), proc_pid_fdinfo(5).
 */
public final class OpenFiles {
  private static final int ACCESS_MODE = 3;

  private OpenFiles() {}

  /** Whether some process that this one may look at has {@code file} open for writing. */
  public static boolean isWritten(Path file) {
    Path real;
    try {
      real = file.toRealPath();
    } catch (IOException gone) {
      return false;
    }
    return Proc.all().stream().anyMatch(pid -> writes(Path.of("/proc", pid.toString()), real));
  }

  private static boolean writes(Path process, Path file) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (Files.readSymbolicLink(descriptor).equals(file)
            && isForWriting(process.resolve("fdinfo").resolve(descriptor.getFileName()))) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException hidden) {
      return false;
    }
    return false;
  }

  private static boolean isForWriting(Path info) {
    Optional<String> flags =
        Proc.text(info).stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith("flags:"))
            .map(line -> line.substring("flags:".length()).strip())
            .findFirst();
    try {
      return flags.isPresent() && (Integer.parseInt(flags.get(), 8) & ACCESS_MODE) != 0;
    } catch (NumberFormatException odd) {
      return false;
    }
  }
}
