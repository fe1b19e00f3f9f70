package org.reapscope.analyzer.simulate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitCall;
import org.reapscope.analyzer.kernel.WaitOptions;

/** Reads the selector and the options of a wait step. */
final class WaitParser {
  static final String WAIT4 = "X wait4 -1|0|-pg(Y)|Y|tid(T)|NUMBER [OPTIONS] [badptr]";
  static final String WAITID =
      "X waitid all|pgid NUMBER|pgid pg(Y)|pid Y|pidfd Y|pidfd(-1|closed|/dev/null|Y) OPTIONS"
          + " [badptr]";

  private static final Pattern CALLED = Pattern.compile("(-?)(\\w+)\\((.+)\\)");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");
  private static final int SOME_DESCRIPTOR = 3;

  /** What only a kernel with clone children can mean; __WALL asks for every child anywhere. */
  private static final int CLONE_RULES = WaitOptions.WNOTHREAD | WaitOptions.WCLONE;

  private static final Map<String, Integer> OPTIONS = new LinkedHashMap<>();

  static {
    OPTIONS.put("WNOHANG", WaitOptions.WNOHANG);
    OPTIONS.put("WUNTRACED", WaitOptions.WSTOPPED);
    OPTIONS.put("WSTOPPED", WaitOptions.WSTOPPED);
    OPTIONS.put("WEXITED", WaitOptions.WEXITED);
    OPTIONS.put("WCONTINUED", WaitOptions.WCONTINUED);
    OPTIONS.put("WNOWAIT", WaitOptions.WNOWAIT);
    OPTIONS.put("__WNOTHREAD", WaitOptions.WNOTHREAD);
    OPTIONS.put("__WALL", WaitOptions.WALL);
    OPTIONS.put("__WCLONE", WaitOptions.WCLONE);
  }

  private final Stage stage;
  private final Task caller;
  private final Words words;

  WaitParser(Stage stage, Task caller, Words words) {
    this.stage = stage;
    this.caller = caller;
    this.words = words;
  }

  WaitPlan wait4() {
    boolean badPointer = words.takes("badptr");
    int id = wait4Selector(words.next("whom to wait for"));
    int options = options();
    words.end(WAIT4);
    return new WaitPlan(WaitCall.wait4(id, options), null, false, badPointer, false);
  }

  private int wait4Selector(String word) {
    if (word.equals("INT_MIN")) {
      return Integer.MIN_VALUE;
    }
    if (NUMBER.matcher(word).matches()) {
      return words.number(word, "a pid");
    }
    Matcher called = CALLED.matcher(word);
    if (called.matches()) {
      boolean negative = !called.group(1).isEmpty();
      return switch (called.group(2)) {
        case "pg" -> negative ? -numberOf(called.group(3)) : numberOf(called.group(3));
        case "pid", "tid" -> numberOf(called.group(3));
        default -> throw words.step().error("found '" + word + "'; allowed: " + WAIT4);
      };
    }
    return numberOf(word);
  }

  WaitPlan waitid(boolean uring) {
    boolean badPointer = words.takes("badptr");
    String word = words.next("whom to wait for");
    Matcher called = CALLED.matcher(word);
    String argument = called.matches() ? called.group(3) : null;
    String kind = called.matches() ? called.group(2) : word;
    if (kind.equals("pidfd")) {
      return byPidfd(argument, badPointer, uring);
    }
    WaitCall call =
        switch (kind) {
          case "all" -> waitid(WaitCall.P_ALL, argument == null ? 0 : idOf(argument));
          case "pid" -> waitid(WaitCall.P_PID, idOf(argument, "whose pid"));
          case "pgid" -> waitid(WaitCall.P_PGID, idOf(argument, "the group"));
          default -> ofUnknownType(kind, argument);
        };
    return new WaitPlan(call, null, false, badPointer, uring);
  }

  private WaitCall waitid(int idType, int id) {
    int options = options();
    words.end(WAITID);
    return WaitCall.waitid(idType, id, options);
  }

  /** {@code type7 1}: an idtype given as a bare number. */
  private WaitCall ofUnknownType(String kind, @Nullable String argument) {
    if (!kind.startsWith("type") || !NUMBER.matcher(kind.substring(4)).matches()) {
      throw words.step().error("found '" + kind + "'; allowed: " + WAITID);
    }
    return waitid(words.number(kind.substring(4), "an idtype"), idOf(argument, "the id"));
  }

  private WaitPlan byPidfd(@Nullable String argument, boolean badPointer, boolean uring) {
    if (!stage.semantics().hasPidfdWait()) {
      throw new NotExpressible("no wait takes a descriptor here");
    }
    String whose = argument == null ? words.next("whose pidfd") : argument;
    Task target = null;
    boolean nonBlocking = false;
    int descriptor = SOME_DESCRIPTOR;
    switch (whose) {
      case "-1" -> descriptor = -1;
      case "closed", "/dev/null" -> {}
      default -> {
        Task named = stage.cast().find(whose, words.step());
        PidfdFile file = stage.pidfds().held(caller.group(), named);
        if (file != null) {
          target = named;
          nonBlocking = file.nonBlocking;
        } else if (argument != null) {
          target = named;
        } else if (!stage.pidfds().wasHeld(caller.group(), named)) {
          throw words
              .step()
              .error(
                  stage.cast().nameOf(caller)
                      + " never held a pidfd of "
                      + whose
                      + "; say pidfd or F at its fork, or pidfd_open before");
        }
      }
    }
    int options = options();
    words.end(WAITID);
    WaitCall call = WaitCall.waitid(WaitCall.P_PIDFD, descriptor, options);
    return new WaitPlan(call, target, nonBlocking, badPointer, uring);
  }

  private int idOf(@Nullable String argument, String what) {
    return idOf(argument == null ? words.next(what) : argument);
  }

  private int idOf(String word) {
    if (NUMBER.matcher(word).matches()) {
      return words.number(word, "an id");
    }
    Matcher called = CALLED.matcher(word);
    return numberOf(called.matches() ? called.group(3) : word);
  }

  /** Somebody's number as the caller sees it; {@code none} has a number nobody ever gets. */
  private int numberOf(String name) {
    if (name.equals("none")) {
      return Cast.NOBODY;
    }
    Task task = stage.cast().find(name, words.step());
    int number = stage.cast().numberOf(task, caller.group().namespace());
    if (number == 0) {
      throw words
          .step()
          .error(name + " has no number in the pid namespace of " + stage.cast().nameOf(caller));
    }
    return number;
  }

  private int options() {
    String list = words.nextIfAny();
    if (list == null) {
      return 0;
    }
    int options = 0;
    for (String each : list.split("\\|", -1)) {
      Integer bit = OPTIONS.get(each);
      if (bit == null) {
        if (!NUMBER.matcher(each).matches()) {
          throw words.unexpected(each, "an option", OPTIONS.keySet());
        }
        bit = words.number(each, "option bits");
      }
      if ((bit & CLONE_RULES) != 0 && !stage.semantics().isLinux()) {
        throw new NotExpressible("only Linux has " + each);
      }
      options |= bit;
    }
    return options;
  }
}
