package org.reapscope.analyzer.simulate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signals by name, and what they do to a process that has set nothing. */
final class SignalNames {
  /** Highest signal number. */
  static final int LAST = 64;

  /** Default actions. */
  enum Action {
    DIE,
    IGNORE,
    STOP,
    CONTINUE
  }

  private static final String[] NAMES = {
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private static final Map<String, Integer> NUMBERS = new LinkedHashMap<>();

  static {
    for (int i = 0; i < NAMES.length; i++) {
      NUMBERS.put(NAMES[i], i + 1);
    }
  }

  private SignalNames() {}

  /** Number of a signal given as number or name, with or without SIG; null when unknown. */
  static @Nullable Integer number(String word) {
    Integer named = NUMBERS.get(word.startsWith("SIG") ? word.substring(3) : word);
    if (named != null) {
      return named;
    }
    try {
      int number = Integer.parseInt(word);
      return number > 0 && number <= LAST ? number : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** Name with SIG, or the bare number for signals without one. */
  static String name(int number) {
    return number >= 1 && number <= NAMES.length
        ? "SIG" + NAMES[number - 1]
        : Integer.toString(number);
  }

  static Action defaultAction(int number) {
    return switch (number) {
      case 17, 23, 28 -> Action.IGNORE;
      case 18 -> Action.CONTINUE;
      case 19, 20, 21, 22 -> Action.STOP;
      default -> Action.DIE;
    };
  }
}
