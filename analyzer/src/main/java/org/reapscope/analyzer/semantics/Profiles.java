package org.reapscope.analyzer.semantics;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.reapscope.analyzer.kernel.Semantics;

/**
 * The profiles by name. A name may carry options after a plus sign: {@code
 * wait-pidfd+clear-on-reparent}, {@code wait-pidfd+classic-scan}.
 */
public final class Profiles {
  private static final List<Semantics> ALL =
      List.of(
          new Linux(),
          new LinuxClassic(),
          new WaitPidfd(),
          new WaitPidfdV0(),
          new WipA(),
          new WipB(),
          new Autoreap(),
          new WClone(),
          new FreeBsd(new FreeBsdOriginal()),
          new FreeBsdOriginal());

  /** Made only for names that carry some. */
  private static final class Options {
    static final Map<String, UnaryOperator<Semantics>> BY_NAME =
        Map.of(ClearOnReparent.NAME, ClearOnReparent::new, ClassicScan.NAME, ClassicScan::new);
  }

  private Profiles() {}

  /** Every profile without options, the usual kernel first. */
  public static List<Semantics> all() {
    return ALL;
  }

  /** The options that may follow a profile's name after a plus sign, sorted. */
  public static List<String> options() {
    return Options.BY_NAME.keySet().stream().sorted().toList();
  }

  /**
   * The profile of this name.
   *
   * @throws IllegalArgumentException for an unknown name or option, naming the valid ones
   */
  public static Semantics byName(String name) {
    String[] parts = name.split("\\+", -1);
    Semantics profile = plain(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      UnaryOperator<Semantics> option = Options.BY_NAME.get(parts[i]);
      if (option == null) {
        throw unknown("option of a semantics profile", parts[i], options());
      }
      profile = option.apply(profile);
    }
    return profile;
  }

  private static Semantics plain(String name) {
    for (Semantics profile : ALL) {
      if (profile.name().equals(name)) {
        return profile;
      }
    }
    throw unknown("semantics profile", name, names());
  }

  private static List<String> names() {
    return ALL.stream().map(Semantics::name).toList();
  }

  private static IllegalArgumentException unknown(String what, String found, List<String> valid) {
    return new IllegalArgumentException(
        valid.stream()
            .collect(Collectors.joining(", ", "no " + what + " '" + found + "'; there are ", "")));
  }
}
