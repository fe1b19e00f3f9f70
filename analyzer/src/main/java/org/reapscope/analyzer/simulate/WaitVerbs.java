package org.reapscope.analyzer.simulate;

import java.util.Map;
import org.reapscope.analyzer.kernel.Task;

/** The waits themselves. */
final class WaitVerbs {
  private WaitVerbs() {}

  static void addTo(Map<String, Verb> verbs) {
    verbs.put("wait4", new Verb(WaitParser.WAIT4, Verb.Role.ACTS, WaitVerbs::wait4));
    verbs.put("waitid", new Verb(WaitParser.WAITID, Verb.Role.ACTS, WaitVerbs::waitid));
    verbs.put(
        "uring-waitid",
        new Verb("X uring-waitid … [armed]", Verb.Role.ACTS, WaitVerbs::uringWaitid));
  }

  private static Reply wait4(Stage stage, Task who, Words words) {
    return stage.wait(who, new WaitParser(stage, who, words).wait4());
  }

  private static Reply waitid(Stage stage, Task who, Words words) {
    return stage.wait(who, new WaitParser(stage, who, words).waitid(false));
  }

  private static Reply uringWaitid(Stage stage, Task who, Words words) {
    if (!stage.semantics().isLinux()) {
      throw new NotExpressible("only Linux has io_uring");
    }
    words.takes("armed");
    return stage.wait(who, new WaitParser(stage, who, words).waitid(true));
  }
}
