package org.reapscope.analyzer.simulate;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;

/** ptrace. */
final class TraceVerbs {
  /** SIGTRAP with PTRACE_EVENT_STOP above it: what PTRACE_INTERRUPT leaves. */
  private static final int INTERRUPT_STOP = 5 | 128 << 8;

  private TraceVerbs() {}

  static void addTo(Map<String, Verb> verbs) {
    verbs.put("traceme", new Verb("X traceme", Verb.Role.ACTS, TraceVerbs::traceMe));
    verbs.put("seize", new Verb("X seize Y", Verb.Role.ACTS, TraceVerbs::seize));
    verbs.put("ptcont", new Verb("X ptcont Y [S]", Verb.Role.ACTS, TraceVerbs::resume));
    verbs.put("interrupt", new Verb("X interrupt Y", Verb.Role.ACTS, TraceVerbs::interrupt));
    verbs.put("detach", new Verb("X detach Y", Verb.Role.ACTS, TraceVerbs::detach));
  }

  private static Reply traceMe(Stage stage, Task who, Words words) {
    words.end("X traceme");
    attach(stage, who.realParent(), who, words);
    return Reply.OK;
  }

  private static Reply seize(Stage stage, Task who, Words words) {
    Task tracee = stage.cast().find(words.next("whom to trace"), words.step());
    words.end("X seize Y");
    attach(stage, who, tracee, words);
    return Reply.OK;
  }

  private static void attach(Stage stage, @Nullable Task tracer, Task tracee, Words words) {
    if (tracer == null || tracee.tracer() != null || !tracee.isAlive()) {
      throw words
          .step()
          .error(
              stage.cast().nameOf(tracee)
                  + " cannot be traced: it must be alive and not traced yet (EPERM)");
    }
    stage.kernel().attach(tracer, tracee);
    stage.notes().say(stage.cast().nameOf(tracer) + " traces " + stage.cast().nameOf(tracee));
  }

  private static Task tracee(Stage stage, Task who, Words words) {
    Task tracee = stage.cast().find(words.next("a tracee"), words.step());
    if (tracee.tracer() != who) {
      throw words
          .step()
          .error(
              stage.cast().nameOf(who)
                  + " does not trace "
                  + stage.cast().nameOf(tracee)
                  + " (ESRCH)");
    }
    return tracee;
  }

  private static Reply resume(Stage stage, Task who, Words words) {
    Task tracee = tracee(stage, who, words);
    int signal =
        words.isEmpty() ? 0 : SignalVerbs.signalNumber(words, words.next("the signal to inject"));
    words.end("X ptcont Y [S]");
    stage.kernel().setTraceStop(tracee, 0);
    if (signal != 0) {
      SignalVerbs.inject(stage, tracee, signal);
    }
    return Reply.OK;
  }

  private static Reply interrupt(Stage stage, Task who, Words words) {
    Task tracee = tracee(stage, who, words);
    words.end("X interrupt Y");
    stage.happens(stage.cast().nameOf(tracee) + "-stop", true);
    stage.kernel().setTraceStop(tracee, INTERRUPT_STOP);
    return Reply.OK;
  }

  private static Reply detach(Stage stage, Task who, Words words) {
    Task tracee = tracee(stage, who, words);
    words.end("X detach Y");
    stage.happens(stage.cast().nameOf(tracee) + "-detach", false);
    stage.kernel().detach(tracee);
    return Reply.OK;
  }
}
