package org.reapscope.cli.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the running kernel offers for waiting, found out by a small C program that uses it.
 *
 * <p>Versions say little: distributions take such things over, and sandboxes take them away.
 */
final class KernelProbe {
  private static final String KERNEL = "kernel";
  private static final String COMPILER = "cc";

  /** What is tried, and since when Linux has it. */
  private static final Map<String, String> FEATURES = features();

  private KernelProbe() {}

  private static Map<String, String> features() {
    Map<String, String> features = new LinkedHashMap<>();
    features.put("pidfd_open", "Linux 5.3 or later");
    features.put("P_PIDFD", "Linux 5.4 or later");
    features.put("clone3", "Linux 5.3 or later; some sandboxes forbid it");
    features.put("PIDFD_GET_INFO", "Linux 6.13 or later");
    features.put("CLONE_AUTOREAP", "Linux 7.1 or later");
    features.put("CLONE_WAIT_PIDFD", "a kernel with the proposed patch: no released one has it");
    return features;
  }

  static List<Check> checks() throws IOException {
    try (CProgram program = CProgram.compile(KernelProbe.class, "probe.c", COMPILER)) {
      Commands.Ran ran = Commands.run(List.of(program.path().toString()));
      return ran.code() == 0
          ? read(ran.text())
          : unknown("not probed: the probe ended with status " + ran.code(), "");
    } catch (CProgram.Uncompiled why) {
      return why.isCompilerMissing()
          ? unknown("not probed: no compiler", Explanations.install("gcc"))
          : unknown(
              "not probed: cc failed: " + why.said().lines().findFirst().orElse(""),
              "install the C library's headers: libc6-dev (Debian), glibc-devel (Fedora), musl-dev"
                  + " (Alpine)");
    }
  }

  private static List<Check> unknown(String why, String fix) {
    return FEATURES.keySet().stream().map(name -> Check.unknown(KERNEL, name, why, fix)).toList();
  }

  private static List<Check> read(String text) {
    Map<String, String[]> answers = new LinkedHashMap<>();
    text.lines().map(line -> line.split("\t", -1)).forEach(line -> answers.put(line[0], line));
    List<Check> checks = new ArrayList<>();
    FEATURES.forEach(
        (name, since) -> {
          String[] answer = answers.get(name);
          if (answer == null || answer.length < 3) {
            checks.add(Check.unknown(KERNEL, name, "the probe said nothing of it", ""));
          } else if (answer[1].equals("yes")) {
            checks.add(Check.yes(KERNEL, name, answer[2]));
          } else {
            checks.add(Check.no(KERNEL, name, answer[2], since));
          }
        });
    return checks;
  }
}
