package org.reapscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.reapscope.reports.Sanitizer;

/** The machine this runs on, in words. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Model of its processors, how many this program may use, kernel and architecture. */
  static String words() {
    int processors = Runtime.getRuntime().availableProcessors();
    return model(PROCESSORS)
        + ", "
        + processors
        + (processors == 1 ? " processor, " : " processors, ")
        + Sanitizer.name(System.getProperty("os.name", ""))
        + " "
        + Sanitizer.name(System.getProperty("os.version", ""))
        + " "
        + Sanitizer.name(System.getProperty("os.arch", ""));
  }

  /** The first {@code model name} of a file like /proc/cpuinfo; some architectures have none. */
  static String model(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name") && line.indexOf(':') > 0)
          .map(line -> Sanitizer.name(line.substring(line.indexOf(':') + 1).strip()))
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      return "unknown processor";
    }
  }
}
