package org.reapscope.analyzer.simulate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reapscope.analyzer.kernel.Creation;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.ForkOptions;
import org.reapscope.analyzer.kernel.PidNamespace;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;

/** fork: new processes, one or a numbered range of them. */
final class ForkVerb {
  static final String USAGE =
      "X fork Y|Y1..Yn [es=N] [pidfd] [F] [newpidns] [CLONE_PARENT] [samepid(Z)] [burn=Ns]"
          + " [autokill]";

  private static final Pattern RANGE = Pattern.compile("(\\D+)(\\d+)\\.\\.\\1(\\d+)");
  private static final Pattern SAME_PID = Pattern.compile("samepid\\((.+)\\)");
  private static final int MOST = 10_000;

  private ForkVerb() {}

  static Reply run(Stage stage, Task who, Words words) {
    String names = words.next("the child's name");
    Wish wish = Wish.parse(stage, words);
    words.end(USAGE);
    int error = wish.creation(who).error(stage.semantics());
    if (error != 0) {
      if (!words.step().asks()) {
        throw words
            .step()
            .error("fails with " + Errno.name(error) + " under " + stage.semantics().name());
      }
      return () -> Errno.name(error);
    }
    for (String name : expand(words, names)) {
      LifeVerbs.newName(stage, words, name);
      fork(stage, who, name, wish);
    }
    return Reply.OK;
  }

  private static void fork(Stage stage, Task who, String name, Wish wish) {
    PidNamespace namespace = wish.newNamespace() ? new PidNamespace(who.group().namespace()) : null;
    int tid = wish.tid() != 0 ? wish.tid() : stage.cast().nextTid(stage.kernel().rootNamespace());
    ForkOptions options =
        new ForkOptions(wish.exitSignal(), wish.cloneParent(), false, wish.marked(), namespace);
    Task child = stage.kernel().fork(who, tid, options, stage.nextKey());
    stage.cast().enter(name, child);
    stage.signals().inheritMask(who, child);
    stage.pidfds().inherit(who.group(), child.group());
    if (wish.pidfd()) {
      stage.pidfds().add(new PidfdFile(child, false, false, wish.autokill()), who.group());
    }
    stage.cpuTime().burn(child.group(), wish.burn());
    say(stage, child, who, wish);
  }

  private static void say(Stage stage, Task child, Task who, Wish wish) {
    Cast cast = stage.cast();
    Task parent = child.realParent();
    stage
        .notes()
        .say(
            cast.nameOf(child)
                + ", pid "
                + child.tid()
                + ", is a child of "
                + (parent == null ? "nobody" : cast.nameOf(parent))
                + ", exit signal "
                + SignalNames.name(child.exitSignal())
                + (child.group().isMarked() ? ", marked" : "")
                + (wish.pidfd() ? "; " + cast.nameOf(who) + " holds a pidfd of it" : ""));
  }

  private static List<String> expand(Words words, String names) {
    Matcher range = RANGE.matcher(names);
    if (!range.matches()) {
      return List.of(names);
    }
    int from = words.number(range.group(2), "the first number");
    int to = words.number(range.group(3), "the last number");
    if (from > to || to - from >= MOST) {
      throw words.step().error("found the range " + names + ", allowed: up to " + MOST + " names");
    }
    List<String> all = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      all.add(range.group(1) + i);
    }
    return all;
  }

  /** The options of one fork step. */
  private record Wish(
      int exitSignal,
      boolean pidfd,
      boolean marked,
      boolean newNamespace,
      boolean cloneParent,
      int tid,
      double burn,
      boolean autokill) {

    static Wish parse(Stage stage, Words words) {
      Semantics semantics = stage.semantics();
      boolean marked = words.takes("F");
      boolean autokill = words.takes("autokill");
      boolean pidfd = words.takes("pidfd");
      boolean newNamespace = words.takes("newpidns");
      boolean cloneParent = words.takes("CLONE_PARENT");
      String signal = words.valueOf("es");
      if (autokill && (!marked || !semantics.name().startsWith("autoreap"))) {
        throw new NotExpressible("autokill is an option of the flag of autoreap");
      }
      if (!semantics.isLinux() && (pidfd || newNamespace || cloneParent || signal != null)) {
        throw new NotExpressible("only Linux has pidfd, newpidns, CLONE_PARENT and es= on fork");
      }
      int standard = marked ? semantics.exitSignalOfMarked(Signals.SIGCHLD) : Signals.SIGCHLD;
      int exitSignal = signal == null ? standard : words.number(signal, "the exit signal");
      return new Wish(
          exitSignal,
          pidfd || marked,
          marked,
          newNamespace,
          cloneParent,
          sameTid(stage, words),
          burn(words),
          autokill);
    }

    private static int sameTid(Stage stage, Words words) {
      String word = words.matching(SAME_PID);
      if (word == null) {
        return 0;
      }
      Matcher matcher = SAME_PID.matcher(word);
      Task former = matcher.matches() ? stage.cast().find(matcher.group(1), words.step()) : null;
      if (former == null || former.state() != Task.State.DEAD) {
        throw words.step().error("samepid needs somebody whose number is free again: reaped");
      }
      return former.tid();
    }

    private static double burn(Words words) {
      String word = words.valueOf("burn");
      return word == null ? 0 : words.seconds(word);
    }

    Creation creation(Task who) {
      Set<Creation.Flag> flags = EnumSet.noneOf(Creation.Flag.class);
      add(flags, marked, Creation.Flag.MARK);
      add(flags, pidfd, Creation.Flag.PIDFD);
      add(flags, cloneParent, Creation.Flag.PARENT);
      add(flags, autokill, Creation.Flag.AUTOKILL);
      int asked = cloneParent ? 0 : exitSignal;
      return new Creation(true, flags, asked, who.group().isMarked(), true);
    }

    private static void add(Set<Creation.Flag> flags, boolean given, Creation.Flag flag) {
      if (given) {
        flags.add(flag);
      }
    }
  }
}
