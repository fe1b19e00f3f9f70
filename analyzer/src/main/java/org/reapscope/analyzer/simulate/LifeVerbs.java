package org.reapscope.analyzer.simulate;

import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;

/** Threads, exec and death. */
final class LifeVerbs {
  private LifeVerbs() {}

  static void addTo(Map<String, Verb> verbs) {
    verbs.put("fork", new Verb(ForkVerb.USAGE, Verb.Role.ACTS, ForkVerb::run));
    verbs.put("clone3", new Verb(CloneVerb.USAGE, Verb.Role.ACTS, CloneVerb::run));
    verbs.put("thread", new Verb("X thread T", Verb.Role.ACTS, LifeVerbs::thread));
    verbs.put("exec", new Verb("X exec", Verb.Role.ACTS, LifeVerbs::exec));
    verbs.put("exit", new Verb("X exit [CODE]", Verb.Role.UNDERGOES, LifeVerbs::exit));
    verbs.put("leaderexit", new Verb("X leaderexit [CODE]", Verb.Role.ACTS, LifeVerbs::leaderExit));
    verbs.put("threadexit", new Verb("T threadexit [CODE]", Verb.Role.ACTS, LifeVerbs::threadExit));
    verbs.put(
        "killgroup", new Verb("X killgroup [SIGNAL]", Verb.Role.UNDERGOES, LifeVerbs::killGroup));
    verbs.put("subreaper", new Verb("X subreaper [off]", Verb.Role.ACTS, LifeVerbs::subreaper));
  }

  private static Reply thread(Stage stage, Task who, Words words) {
    String name = words.next("the new thread's name");
    words.end("X thread T");
    newName(stage, words, name);
    Task thread = stage.kernel().thread(who, stage.cast().nextTid(stage.kernel().rootNamespace()));
    stage.cast().enter(name, thread);
    stage.signals().inheritMask(who, thread);
    stage.notes().say(name + " is a thread of " + stage.cast().nameOf(who.group().leader()));
    return Reply.OK;
  }

  /** Checks that a name is free. */
  static void newName(Stage stage, Words words, String name) {
    if (stage.cast().knows(name)) {
      throw words.step().error("'" + name + "' exists already; a new task needs a new name");
    }
  }

  private static Reply exec(Stage stage, Task who, Words words) {
    words.end("X exec");
    Task leader = stage.kernel().exec(who);
    if (leader != who) {
      stage.cast().become(who, leader);
      stage.notes().say("the thread takes the leader's place and number");
    }
    stage.pidfds().dropAll(leader.group());
    stage.notes().say("its exit signal is SIGCHLD now; handlers are reset, pidfds closed");
    return Reply.OK;
  }

  private static Reply exit(Stage stage, Task who, Words words) {
    int code = code(words, "X exit [CODE]");
    if (!who.group().isAlive()) {
      throw words.step().error(stage.cast().nameOf(who) + " is dead already");
    }
    if (stage.cast().nameOf(who.group().leader()).equals("init")) {
      throw words.step().error("init cannot exit");
    }
    stage.happens(stage.cast().nameOf(who) + "-exit", false);
    stage.die(who.group(), code << 8);
    return Reply.OK;
  }

  private static Reply leaderExit(Stage stage, Task who, Words words) {
    int code = code(words, "X leaderexit [CODE]");
    if (!who.isLeader()) {
      throw words.step().error("it is not the leader of its process; use threadexit");
    }
    return exitAlone(stage, who, code);
  }

  private static Reply threadExit(Stage stage, Task who, Words words) {
    int code = code(words, "T threadexit [CODE]");
    if (who.isLeader()) {
      throw words.step().error("it is the leader of its process; use leaderexit or exit");
    }
    return exitAlone(stage, who, code);
  }

  private static Reply exitAlone(Stage stage, Task who, int code) {
    stage.happens(stage.cast().nameOf(who) + "-exit", false);
    stage.dieAlone(who, code << 8);
    return Reply.OK;
  }

  private static int code(Words words, String usage) {
    int code = words.isEmpty() ? 0 : words.nextNumber("the exit code");
    words.end(usage);
    if (code < 0 || code > 255) {
      throw words.step().error("found exit code " + code + ", allowed: 0 to 255");
    }
    return code;
  }

  private static Reply killGroup(Stage stage, Task who, Words words) {
    int signal =
        words.isEmpty() ? Signals.SIGKILL : SignalVerbs.signalNumber(words, words.next("a signal"));
    words.end("X killgroup [SIGNAL]");
    if (SignalNames.defaultAction(signal) != SignalNames.Action.DIE) {
      throw words.step().error(SignalNames.name(signal) + " kills nobody; use signal");
    }
    SignalVerbs.kill(stage, who, signal);
    return Reply.OK;
  }

  private static Reply subreaper(Stage stage, Task who, Words words) {
    boolean off = words.takes("off");
    if (!words.isEmpty()) {
      String found = words.next("off");
      throw words.unexpected(found, "nothing or off", List.of("off"));
    }
    stage.kernel().setSubreaper(who.group(), !off);
    return Reply.OK;
  }
}
