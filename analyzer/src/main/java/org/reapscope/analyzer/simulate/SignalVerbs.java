package org.reapscope.analyzer.simulate;

import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;

/** Signals, dispositions and masks. */
final class SignalVerbs {
  private static final String HANDLED = "(handler)";
  private static final String RESTARTING = "(restart)";

  private SignalVerbs() {}

  static void addTo(Map<String, Verb> verbs) {
    verbs.put(
        "signal",
        new Verb("X signal S|S(handler)|S(restart)", Verb.Role.UNDERGOES, SignalVerbs::signal));
    verbs.put("stop", new Verb("X stop [S]", Verb.Role.UNDERGOES, SignalVerbs::stop));
    verbs.put("cont", new Verb("X cont", Verb.Role.UNDERGOES, SignalVerbs::cont));
    verbs.put(
        "sigchld",
        new Verb(
            "X sigchld ign|dfl|handler [NOCLDWAIT] [NOCLDSTOP] [RESTART]",
            Verb.Role.ACTS,
            SignalVerbs::sigchld));
    verbs.put("block", new Verb("X block S", Verb.Role.ACTS, (s, w, a) -> mask(s, w, a, true)));
    verbs.put(
        "unblock", new Verb("X unblock S", Verb.Role.ACTS, (s, w, a) -> mask(s, w, a, false)));
    verbs.put("sigcount", new Verb("X sigcount", Verb.Role.SHOWS, SignalVerbs::count));
    verbs.put("lastsig", new Verb("X lastsig", Verb.Role.SHOWS, SignalVerbs::last));
  }

  static int signalNumber(Words words, String word) {
    Integer number = SignalNames.number(word);
    if (number == null) {
      throw words
          .step()
          .error(
              "found '"
                  + word
                  + "' where a signal should stand; allowed: 1 to "
                  + SignalNames.LAST
                  + " or a name such as KILL, TERM, STOP, CONT, ALRM");
    }
    return number;
  }

  private static Reply signal(Stage stage, Task who, Words words) {
    String word = words.next("a signal");
    words.end("X signal S|S(handler)|S(restart)");
    boolean restart = word.endsWith(RESTARTING);
    if (restart || word.endsWith(HANDLED)) {
      String name = word.substring(0, word.indexOf('('));
      int number = signalNumber(words, name);
      stage.happens(name, true);
      stage
          .signals()
          .post(
              who.group(),
              number,
              who,
              restart ? SignalDesk.Handling.RESTART : SignalDesk.Handling.INTERRUPT);
      return Reply.OK;
    }
    send(stage, who, signalNumber(words, word));
    return Reply.OK;
  }

  /** A signal with its default action; a tracer sees it first. */
  private static void send(Stage stage, Task who, int signal) {
    if (signal == Signals.SIGKILL || !who.group().isAlive()) {
      kill(stage, who, signal);
    } else if (who.tracer() != null) {
      if (signal == Signals.SIGCONT) {
        stage.kernel().resume(who.group());
      }
      stage.happens(stage.cast().nameOf(who) + "-stop", true);
      stage.notes().say("its tracer sees the signal first: it is in a trace stop");
      stage.kernel().setTraceStop(who, signal);
    } else {
      inject(stage, who, signal);
    }
  }

  /** The default action, past any tracer. */
  static void inject(Stage stage, Task who, int signal) {
    ThreadGroup group = who.group();
    switch (SignalNames.defaultAction(signal)) {
      case DIE -> kill(stage, who, signal);
      case STOP -> {
        stage.happens(stage.cast().nameOf(who) + "-stop", true);
        if (!group.isStopped()) {
          stage.kernel().stop(group, signal);
        }
      }
      case CONTINUE -> {
        stage.happens(stage.cast().nameOf(who) + "-cont", true);
        stage.kernel().resume(group);
      }
      case IGNORE -> {
        stage.happens(SignalNames.name(signal), true);
        if (signal == Signals.SIGCHLD) {
          stage.signals().post(group, signal, who, SignalDesk.Handling.AS_SET);
        }
      }
    }
  }

  /** Death by signal of the whole process. */
  static void kill(Stage stage, Task who, int signal) {
    stage.happens(stage.cast().nameOf(who) + "-sig" + signal, false);
    if (who.group().isAlive()) {
      stage.die(who.group(), signal);
    }
  }

  private static Reply stop(Stage stage, Task who, Words words) {
    int signal =
        words.isEmpty() ? Signals.SIGSTOP : signalNumber(words, words.next("a stop signal"));
    words.end("X stop [19|20|21|22]");
    if (!Signals.stops(signal)) {
      throw words.step().error("found signal " + signal + ", allowed: the stop signals 19 to 22");
    }
    living(stage, who, words);
    send(stage, who, signal);
    return Reply.OK;
  }

  private static Reply cont(Stage stage, Task who, Words words) {
    words.end("X cont");
    living(stage, who, words);
    send(stage, who, Signals.SIGCONT);
    return Reply.OK;
  }

  private static void living(Stage stage, Task who, Words words) {
    if (!who.group().isAlive()) {
      throw words.step().error(stage.cast().nameOf(who) + " is dead");
    }
  }

  private static Reply sigchld(Stage stage, Task who, Words words) {
    boolean noChildWait = words.takes("NOCLDWAIT");
    boolean noChildStop = words.takes("NOCLDSTOP");
    boolean restart = words.takes("RESTART");
    String kind = words.next("ign, dfl or handler");
    words.end("X sigchld ign|dfl|handler [NOCLDWAIT] [NOCLDSTOP] [RESTART]");
    ChildSignalAction.Handler handler =
        switch (kind) {
          case "ign" -> ChildSignalAction.Handler.IGNORE;
          case "dfl" -> ChildSignalAction.Handler.DEFAULT;
          case "handler" -> ChildSignalAction.Handler.FUNCTION;
          default ->
              throw words.unexpected(
                  kind, "a disposition of SIGCHLD", List.of("ign", "dfl", "handler"));
        };
    stage
        .kernel()
        .setChildSignal(
            who.group(), new ChildSignalAction(handler, noChildWait, noChildStop, restart));
    if (handler != ChildSignalAction.Handler.FUNCTION) {
      stage.signals().discard(who.group(), Signals.SIGCHLD);
    }
    return Reply.OK;
  }

  private static Reply mask(Stage stage, Task who, Words words, boolean blocked) {
    int signal = signalNumber(words, words.next("a signal"));
    words.end("X block S or X unblock S");
    stage.signals().setBlocked(who, signal, blocked);
    return Reply.OK;
  }

  private static Reply count(Stage stage, Task who, Words words) {
    words.end("X sigcount");
    int handled = stage.signals().handled(who.group());
    return () -> Integer.toString(handled);
  }

  private static Reply last(Stage stage, Task who, Words words) {
    words.end("X lastsig");
    int last = stage.signals().last(who.group());
    return () -> last == 0 ? "none" : Integer.toString(last);
  }
}
