package org.reapscope.analyzer.simulate;

import java.util.Map;
import org.reapscope.analyzer.kernel.PidNamespace;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;

/** Process groups and sessions. */
final class GroupVerbs {
  private GroupVerbs() {}

  static void addTo(Map<String, Verb> verbs) {
    verbs.put("setpgid", new Verb("X setpgid Y G", Verb.Role.ACTS, GroupVerbs::setpgid));
    verbs.put("setsid", new Verb("X setsid", Verb.Role.ACTS, GroupVerbs::setsid));
  }

  private static Reply setpgid(Stage stage, Task who, Words words) {
    Task moved = stage.cast().find(words.next("who moves"), words.step()).group().leader();
    Task founder = stage.cast().find(words.next("the group's founder"), words.step());
    words.end("X setpgid Y G, where the group has G's pid as its number");
    PidNamespace root = stage.kernel().rootNamespace();
    ProcessGroup group = stage.cast().group(root, founder.tid());
    if (group == null || !group.exists()) {
      if (founder != moved) {
        throw words
            .step()
            .error(
                "there is no group with the pid of "
                    + stage.cast().nameOf(founder)
                    + "; it would have to call setpgid on itself first (EPERM)");
      }
      group = stage.cast().found(founder);
    }
    stage.kernel().setProcessGroup(moved.group(), group);
    stage.notes().say("nobody is woken by a change of group");
    return Reply.OK;
  }

  private static Reply setsid(Stage stage, Task who, Words words) {
    words.end("X setsid");
    Task leader = who.group().leader();
    ProcessGroup own = stage.cast().group(stage.kernel().rootNamespace(), leader.tid());
    if (own != null && own.exists()) {
      throw words.step().error("a group with its pid exists already (EPERM)");
    }
    stage.kernel().setProcessGroup(leader.group(), stage.cast().found(leader));
    return Reply.OK;
  }
}
