package org.reapscope.analyzer.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;

/**
 * The open waits of one process. A few are asked for one by one at each change; where there are
 * more, those that ask the same share a {@link SharedWatch}, and those for one child are asked for
 * only when that child changes: many threads may sleep while many children die.
 */
final class OpenWaits {
  private final ThreadGroup group;
  private final Requests requests;
  private final ChangedGroups changed;
  private final Looks looks;

  /** The only one, which is all there is in nearly every process; then the sets are empty. */
  private @Nullable OpenWait only;

  private Set<OpenWait> all = Set.of();

  /** Those that ask for themselves. */
  private Set<OpenWait> alone = Set.of();

  /** Watches that any change of the children may concern. */
  private Map<Question, SharedWatch> broad = Map.of();

  /** Watches that only changes of one child concern. */
  private Map<Task, Map<Question, SharedWatch>> focused = Map.of();

  private boolean several;

  private record Question(WaitRequest request, boolean tracing) {
    /** The only child whose changes concern it, null for any. */
    @Nullable Task focus() {
      return tracing || request.selector() != WaitRequest.Selector.ONE ? null : request.target();
    }
  }

  OpenWaits(ThreadGroup group, Requests requests, ChangedGroups changed, Looks looks) {
    this.group = group;
    this.requests = requests;
    this.changed = changed;
    this.looks = looks;
  }

  Collection<OpenWait> all() {
    return only == null ? all : Set.of(only);
  }

  boolean isEmpty() {
    return only == null && all.isEmpty();
  }

  /** A wait is under way. */
  void add(OpenWait wait) {
    if (isEmpty()) {
      only = wait;
      return;
    }
    OpenWait first = only;
    if (first != null) {
      only = null;
      makeSets();
      place(first);
    }
    place(wait);
  }

  private void makeSets() {
    if (!several) {
      several = true;
      all = new LinkedHashSet<>();
      alone = new LinkedHashSet<>();
      broad = new LinkedHashMap<>();
      focused = new HashMap<>();
    }
  }

  /** Whether changes are looked at: a wait whose end is not in sight is asked for at its end. */
  private static boolean isAsking(OpenWait wait) {
    return wait.request != null && wait.end != null;
  }

  private void place(OpenWait wait) {
    all.add(wait);
    WaitRequest request = wait.request;
    if (request == null || !isAsking(wait)) {
      return;
    }
    if (alone.size() < looks.few() || !isShared(request)) {
      alone.add(wait);
    } else {
      Question question = new Question(shared(request), wait.tracing);
      Task focus = question.focus();
      Map<Question, SharedWatch> same =
          focus == null ? broad : focused.computeIfAbsent(focus, f -> new HashMap<>(2));
      if (focus != null && !same.containsKey(question)) {
        changed.watch();
      }
      same.computeIfAbsent(question, q -> new SharedWatch(q.request, q.tracing)).join(wait);
    }
  }

  /** Waits of all threads ask the same as long as only one thread has children. */
  private boolean isShared(WaitRequest request) {
    return !request.has(WaitOptions.WNOTHREAD)
        && (group.threadsWithChildren() <= 1 || requests.isOneForAllThreads(request));
  }

  private WaitRequest shared(WaitRequest request) {
    return new WaitRequest(
        group.leader(),
        request.selector(),
        request.group(),
        request.target(),
        request.byPidfd(),
        request.options());
  }

  /** A wait is over, and holds all that it was answered. */
  void remove(OpenWait wait) {
    if (wait == only) {
      only = null;
      return;
    }
    all.remove(wait);
    alone.remove(wait);
    SharedWatch watch = wait.watch;
    if (watch != null) {
      watch.leave(wait);
      if (watch.members().isEmpty()) {
        forget(watch);
      }
    }
    if (looks.areSpent() && wait.end != null) {
      observe(wait);
    }
  }

  private void forget(SharedWatch watch) {
    Question question = new Question(watch.request(), watch.isTracing());
    Task focus = question.focus();
    Map<Question, SharedWatch> same = focus == null ? broad : focused.get(focus);
    if (same != null && same.remove(question) != null && focus != null) {
      changed.unwatch();
      if (same.isEmpty()) {
        focused.remove(focus);
      }
    }
  }

  /** A wake-up about a child reaches the sleepers whose selector matches (D.5). */
  void woken(Task about) {
    OpenWait one = only;
    if (one != null) {
      if (one.request != null && isAsking(one) && wakes(one.request, about)) {
        one.wakes++;
      }
      return;
    }
    int seen = 0;
    for (OpenWait wait : alone) {
      if (!looks.reach(seen++)) {
        break;
      }
      WaitRequest request = wait.request;
      if (request != null && wakes(request, about)) {
        wait.wakes++;
      }
    }
    for (SharedWatch watch : broad.values()) {
      if (wakes(watch.request(), about)) {
        watch.wake();
      }
    }
    for (SharedWatch watch : focused.getOrDefault(about, Map.of()).values()) {
      if (wakes(watch.request(), about)) {
        watch.wake();
      }
    }
  }

  private static boolean wakes(WaitRequest request, Task about) {
    if (request.has(WaitOptions.WNOHANG)) {
      return false;
    }
    return switch (request.selector()) {
      case ANY -> true;
      case GROUP -> about.group().processGroup() == request.group();
      case ONE -> about == request.target();
    };
  }

  /** The children have changed: asks again for all waits that this may concern. */
  void askAgain() {
    OpenWait one = only;
    if (one != null) {
      if (isAsking(one)) {
        observe(one);
      }
      return;
    }
    int asked = askAgain(broad, 0);
    for (OpenWait wait : alone) {
      if (!looks.allow(asked++)) {
        break;
      }
      observe(wait);
    }
    for (Task child : changed.noted(group)) {
      asked = askAgain(focused.getOrDefault(child, Map.of()), asked);
    }
  }

  private void observe(OpenWait wait) {
    WaitRequest request = wait.request;
    if (request != null) {
      wait.observe(requests.ask(wait, request));
    }
  }

  private int askAgain(Map<Question, SharedWatch> watches, int asked) {
    if (!watches.isEmpty() && group.threadsWithChildren() > 1) {
      part(watches);
    }
    int sum = asked;
    for (SharedWatch watch : watches.values()) {
      if (looks.allow(sum++ + watch.weight())) {
        watch.observe(requests.ask(watch.request(), watch.isTracing()));
      }
    }
    return sum;
  }

  /** A second thread has children: what was the same for all threads is so no more. */
  private void part(Map<Question, SharedWatch> watches) {
    for (SharedWatch watch : List.copyOf(watches.values())) {
      if (!requests.isOneForAllThreads(watch.request())) {
        for (OpenWait wait : List.copyOf(watch.members())) {
          watch.leave(wait);
          alone.add(wait);
          observe(wait);
        }
        forget(watch);
      }
    }
  }
}
