package org.reapscope.analyzer.replay;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;

/**
 * A wait call's arguments in the field's terms.
 *
 * @param idType 0 P_ALL, 1 P_PID, 2 P_PGID, 3 P_PIDFD; {@link #NOT_SHOWN}; anything else as the log
 *     has it
 * @param id pid, group or descriptor, without sign; 0 for P_ALL
 */
public record RecordedWait(Call.Wait call, int idType, long id, int options) {
  public static final int P_ALL = 0;
  public static final int P_PID = 1;
  public static final int P_PGID = 2;
  public static final int P_PIDFD = 3;

  /** In place of an idtype: the log does not show whom the call names. */
  public static final int NOT_SHOWN = Call.UNKNOWN;

  /** Reads the arguments: wait4's signed selector becomes an idtype, its WEXITED explicit. */
  public static RecordedWait of(Call.Wait call) {
    if (call.idType() >= 0 || call.idType() == NOT_SHOWN) {
      return new RecordedWait(call, call.idType(), call.id(), call.options());
    }
    int options = call.options() | WaitOptions.WEXITED;
    long id = call.id();
    if (id == Call.UNKNOWN) {
      return new RecordedWait(call, NOT_SHOWN, 0, options);
    }
    if (id == -1) {
      return new RecordedWait(call, P_ALL, 0, options);
    }
    return id > 0
        ? new RecordedWait(call, P_PID, id, options)
        : new RecordedWait(call, P_PGID, -id, options);
  }

  /** What the log says a wait call gave, such as {@code 15 exited 3} or {@code ECHILD}. */
  public static String resultWords(CallReturned returned) {
    return Recorded.of(returned).words();
  }

  /** True when it names no single child. */
  public boolean isGeneric() {
    return idType == P_ALL || idType == P_PGID;
  }

  /** True when it names one child by pid or pidfd. */
  public boolean isFocused() {
    return idType == P_PID || idType == P_PIDFD;
  }

  /** Whether these option bits are all given. */
  public boolean has(int bits) {
    return (options & bits) == bits;
  }

  /** True when it consumes a death it reports. */
  public boolean reaps() {
    return has(WaitOptions.WEXITED) && !has(WaitOptions.WNOWAIT);
  }

  /** The call in words, such as {@code wait4(-1, WNOHANG)}. */
  public String words() {
    StringBuilder words = new StringBuilder(call.name()).append('(');
    if (idType == NOT_SHOWN) {
      words.append('?');
    } else if (call.idType() < 0) {
      words.append(call.id());
    } else {
      words.append(idTypeName()).append(", ").append(call.id());
    }
    String options = optionWords(call.options());
    return words.append(options == null ? "" : ", " + options).append(')').toString();
  }

  private String idTypeName() {
    return switch (idType) {
      case P_ALL -> "P_ALL";
      case P_PID -> "P_PID";
      case P_PGID -> "P_PGID";
      case P_PIDFD -> "P_PIDFD";
      default -> Integer.toString(idType);
    };
  }

  private static @Nullable String optionWords(int options) {
    if (options == Call.UNKNOWN) {
      return null;
    }
    StringBuilder words = new StringBuilder();
    int rest = options;
    for (OptionName option : OptionName.values()) {
      if ((rest & option.bit) != 0) {
        words.append(words.isEmpty() ? "" : "|").append(option.word);
        rest &= ~option.bit;
      }
    }
    if (rest != 0) {
      words.append(words.isEmpty() ? "" : "|").append("0x").append(Integer.toHexString(rest));
    }
    return words.isEmpty() ? "0" : words.toString();
  }

  private enum OptionName {
    WNOHANG(WaitOptions.WNOHANG, "WNOHANG"),
    WSTOPPED(WaitOptions.WSTOPPED, "WSTOPPED"),
    WEXITED(WaitOptions.WEXITED, "WEXITED"),
    WCONTINUED(WaitOptions.WCONTINUED, "WCONTINUED"),
    WNOWAIT(WaitOptions.WNOWAIT, "WNOWAIT"),
    WNOTHREAD(WaitOptions.WNOTHREAD, "__WNOTHREAD"),
    WALL(WaitOptions.WALL, "__WALL"),
    WCLONE(WaitOptions.WCLONE, "__WCLONE");

    private final int bit;
    private final String word;

    OptionName(int bit, String word) {
      this.bit = bit;
      this.word = word;
    }
  }
}
