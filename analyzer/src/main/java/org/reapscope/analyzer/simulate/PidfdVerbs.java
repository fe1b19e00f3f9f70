package org.reapscope.analyzer.simulate;

import java.util.Map;
import org.reapscope.analyzer.kernel.Task;

/** Process descriptors, and the processor time that waits account. */
final class PidfdVerbs {
  private PidfdVerbs() {}

  static void addTo(Map<String, Verb> verbs) {
    verbs.put(
        "pidfd_open",
        new Verb("X pidfd_open Y [NONBLOCK] [THREAD]", Verb.Role.ACTS, PidfdVerbs::open));
    verbs.put("closepidfd", new Verb("X closepidfd Y", Verb.Role.ACTS, PidfdVerbs::close));
    verbs.put("poll", new Verb("X poll Y", Verb.Role.SHOWS, PidfdVerbs::poll));
    verbs.put("getinfo", new Verb("X getinfo Y", Verb.Role.SHOWS, PidfdVerbs::info));
    verbs.put("cutime", new Verb("X cutime>SECONDS", Verb.Role.SHOWS, PidfdVerbs::cpuTime));
  }

  private static Reply open(Stage stage, Task who, Words words) {
    boolean nonBlocking = words.takes("NONBLOCK");
    boolean ofThread = words.takes("THREAD");
    Task target = stage.cast().find(words.next("whose pidfd"), words.step());
    words.end("X pidfd_open Y [NONBLOCK] [THREAD]");
    if (!stage.semantics().isLinux()) {
      throw new NotExpressible("only Linux has pidfd_open");
    }
    if (target.state() == Task.State.DEAD) {
      return () -> "ESRCH";
    }
    if (!target.isLeader() && !ofThread) {
      return () -> "ENOENT";
    }
    stage.pidfds().add(new PidfdFile(target, nonBlocking, ofThread, false), who.group());
    return Reply.OK;
  }

  private static PidfdFile held(Stage stage, Task who, Words words, String usage) {
    Task target = stage.cast().find(words.next("whose pidfd"), words.step());
    words.end(usage);
    PidfdFile file = stage.pidfds().held(who.group(), target);
    if (file == null) {
      throw words
          .step()
          .error(
              stage.cast().nameOf(who)
                  + " holds no pidfd of "
                  + stage.cast().nameOf(target)
                  + "; say pidfd or F at its fork, or pidfd_open before");
    }
    return file;
  }

  private static Reply close(Stage stage, Task who, Words words) {
    PidfdFile file = held(stage, who, words, "X closepidfd Y");
    stage.happens(stage.cast().nameOf(file.target) + "-close", false);
    stage.pidfds().close(file);
    return Reply.OK;
  }

  private static Reply poll(Stage stage, Task who, Words words) {
    String ready = held(stage, who, words, "X poll Y").readiness();
    return () -> ready;
  }

  /** PIDFD_GET_INFO has exit data only once the task is released (E.5). */
  private static Reply info(Stage stage, Task who, Words words) {
    Task target = held(stage, who, words, "X getinfo Y").target;
    boolean released = target.state() == Task.State.DEAD;
    String info = released ? ResultText.exit(target.exitStatusOfProcess()) : "noexit";
    return () -> info;
  }

  private static Reply cpuTime(Stage stage, Task who, Words words) {
    words.end("X cutime>SECONDS");
    String verb = words.step().verb();
    double limit = words.seconds(verb.substring(verb.indexOf('>') + 1));
    boolean above = stage.cpuTime().ofChildren(who.group()) > limit;
    return () -> above ? "yes" : "no";
  }
}
