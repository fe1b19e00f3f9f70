package org.reapscope.analyzer.simulate;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.reapscope.analyzer.kernel.Creation;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Task;

/** clone3: only asks whether the kernel would take these flags; makes nobody. */
final class CloneVerb {
  static final String USAGE =
      "X clone3 [F] [without PIDFD] [es=N] [CLONE_PIDFD] [CLONE_THREAD] [CLONE_PARENT]"
          + " [CLONE_DETACHED] [CLONE_AUTOKILL] [CLONE_NNP]";

  private static final Map<String, Creation.Flag> FLAGS = new LinkedHashMap<>();

  static {
    FLAGS.put("F", Creation.Flag.MARK);
    FLAGS.put("CLONE_PIDFD", Creation.Flag.PIDFD);
    FLAGS.put("CLONE_THREAD", Creation.Flag.THREAD);
    FLAGS.put("CLONE_PARENT", Creation.Flag.PARENT);
    FLAGS.put("CLONE_DETACHED", Creation.Flag.DETACHED);
    FLAGS.put("CLONE_AUTOKILL", Creation.Flag.AUTOKILL);
    FLAGS.put("CLONE_NNP", Creation.Flag.NO_NEW_PRIVS);
  }

  private CloneVerb() {}

  static Reply run(Stage stage, Task who, Words words) {
    if (!stage.semantics().isLinux()) {
      throw new NotExpressible("only Linux has clone3");
    }
    Set<Creation.Flag> flags = EnumSet.noneOf(Creation.Flag.class);
    FLAGS.forEach(
        (word, flag) -> {
          if (words.takes(word)) {
            flags.add(flag);
          }
        });
    boolean without = words.takes("without") && words.takes("PIDFD");
    if (flags.contains(Creation.Flag.MARK) && !without) {
      flags.add(Creation.Flag.PIDFD);
    }
    String signal = words.valueOf("es");
    words.end(USAGE);
    int exitSignal = signal == null ? 0 : words.number(signal, "the exit signal");
    boolean byMarked = who.group().isMarked();
    int error = new Creation(true, flags, exitSignal, byMarked, true).error(stage.semantics());
    return error == 0 ? Reply.OK : () -> Errno.name(error);
  }
}
