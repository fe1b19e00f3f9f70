package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.kernel.ForkOptions;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.KernelListener;
import org.reapscope.analyzer.kernel.PidNamespace;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.traces.event.Call;

/**
 * A second kernel under other rules, in which the recorded births, execs and deaths happen as they
 * were recorded, and waits do not: whoever plays them on asks this kernel and takes its answers.
 */
final class Mirror implements KernelListener {
  private static final int PURGE_AT_LEAST = 1024;

  private final Semantics semantics;
  private final MarkPolicy marks;
  private final Kernel kernel;
  private final Map<Task, Task> images = new LinkedHashMap<>();
  private final Map<Task, Image> byRecorded = new LinkedHashMap<>();
  private final Map<Task, Image> byImage = new LinkedHashMap<>();
  private final Map<ProcessGroup, ProcessGroup> groups = new WeakHashMap<>();
  private final Map<PidNamespace, PidNamespace> namespaces = new WeakHashMap<>();
  private final Set<ThreadGroup> ending = new HashSet<>(2);
  private final List<Image> released = new ArrayList<>();
  private int purgeAt = PURGE_AT_LEAST;

  Mirror(Semantics semantics, MarkPolicy marks) {
    this.semantics = semantics;
    this.marks = marks;
    this.kernel = new Kernel(semantics, this);
  }

  Kernel kernel() {
    return kernel;
  }

  Semantics semantics() {
    return semantics;
  }

  // Counterparts ---------------------------------------------------------------------------------

  /** The counterpart of a recorded task; made when the log did not show its creation. */
  Task imageOf(Task recorded) {
    Task known = images.get(recorded);
    if (known != null) {
      return known;
    }
    ThreadGroup group = recorded.group();
    Task image;
    if (recorded == group.leader()) {
      PidNamespace namespace = namespace(group.namespace());
      image = kernel.boot(recorded.tid(), namespace, group(group.processGroup()));
      if (group.namespace().childReaper() == group) {
        kernel.makeReaperOf(namespace, image);
      }
    } else {
      image = kernel.thread(imageOf(group.leader()), recorded.tid());
    }
    images.put(recorded, image);
    return image;
  }

  /** The counterpart of a recorded child, null for one from before the log. */
  @Nullable Image child(Task recorded) {
    return byRecorded.get(recorded);
  }

  /** The child whose counterpart this is. */
  @Nullable Image of(Task image) {
    return byImage.get(image);
  }

  /** All children that are not released here. */
  Collection<Image> children() {
    return byImage.values();
  }

  /** The counterpart of a process group. */
  ProcessGroup group(ProcessGroup recorded) {
    return groups.computeIfAbsent(recorded, group -> new ProcessGroup(group.number()));
  }

  private PidNamespace namespace(PidNamespace recorded) {
    PidNamespace parent = recorded.parent();
    if (parent == null) {
      return kernel.rootNamespace();
    }
    PidNamespace known = namespaces.get(recorded);
    if (known == null) {
      known = new PidNamespace(namespace(parent));
      namespaces.put(recorded, known);
    }
    return known;
  }

  /** Takes over what a process has set for itself: dispositions, group, namespace, subreaper. */
  void sync(ThreadGroup recorded) {
    Task image = imageOf(recorded.leader());
    ThreadGroup group = image.group();
    if (!group.isAlive()) {
      return;
    }
    kernel.setChildSignal(
        group, ending.contains(recorded) ? ChildSignalAction.IGNORE : recorded.childSignal());
    if (group.isSubreaper() != recorded.isSubreaper()) {
      kernel.setSubreaper(group, recorded.isSubreaper());
    }
    ProcessGroup wanted = group(recorded.processGroup());
    if (group.processGroup() != wanted) {
      kernel.setProcessGroup(group, wanted);
    }
    PidNamespace namespace = namespace(recorded.namespace());
    if (group.namespace() != namespace) {
      kernel.setNamespace(group, namespace);
      if (recorded.namespace().childReaper() == recorded) {
        kernel.makeReaperOf(namespace, image);
      }
    }
  }

  // What happens as recorded ---------------------------------------------------------------------

  /** A process or thread was created; the child's counterpart, null for a thread. */
  @Nullable Image born(TracedTask child, boolean thread, @Nullable Story story) {
    Task recorded = child.task();
    TracedTask creator = child.creator();
    Call.Spawn spawn = child.spawn();
    if (thread || creator == null || spawn == null || recorded.realParent() == null) {
      imageOf(recorded);
      return null;
    }
    purge();
    Task by = imageOf(creator.task());
    sync(creator.task().group());
    boolean marked = marks.marks(creator, child.tid(), spawn, child.spawnLine());
    ForkOptions options =
        new ForkOptions(
            recorded.exitSignal(),
            (spawn.flags() & CloneFlags.PARENT) != 0 && by.realParent() != null,
            (spawn.flags() & CloneFlags.CLEAR_SIGHAND) != 0,
            marked,
            namespace(recorded.group().namespace()));
    Task task = kernel.fork(by, child.tid(), options, recorded.linkKey());
    if (marked && semantics.hasFlag()) {
      // Whoever marks a child holds its pidfd until it has learned of the end.
      kernel.pidfdOpened(task);
    }
    Image image = new Image(child, task, marked, story);
    images.put(recorded, task);
    byRecorded.put(recorded, image);
    byImage.put(task, image);
    return image;
  }

  /** A thread that is not its process's last is dead. */
  void threadExited(TracedTask task) {
    Task image = images.get(task.task());
    if (image != null && image.isAlive() && image.group().liveThreads() > 1) {
      kernel.exit(image, 0);
    }
    if (!task.task().isLeader()) {
      images.remove(task.task());
    }
  }

  /** A process has become another program. */
  void executed(TracedTask task) {
    Task image = imageOf(task.task().group().leader());
    if (image.group().isAlive()) {
      kernel.exec(image);
    }
  }

  /** A process is dead; its children that nobody in the log inherits are abandoned. */
  void died(TracedTask leader) {
    Task image = imageOf(leader.task());
    ThreadGroup group = image.group();
    if (!group.isAlive()) {
      return;
    }
    Task parent = leader.task().realParent();
    if (parent != null) {
      sync(parent.group());
    }
    if (kernel.reaperFor(group) == null) {
      for (Task thread : group.threads()) {
        for (Task child : thread.children()) {
          Image left = byImage.get(child);
          if (left != null) {
            left.abandoned = true;
          }
        }
      }
    }
    kernel.exitGroup(group, Math.max(0, leader.task().exitStatusOfProcess()));
  }

  /** The recording gave an orphan to this parent. */
  void reparented(TracedTask child, TracedTask newParent) {
    Task image = images.get(child.task());
    if (image == null || image.state() == Task.State.DEAD) {
      return;
    }
    sync(newParent.task().group());
    Task parent = imageOf(newParent.task());
    if (image.realParent() != parent && parent.isAlive()) {
      kernel.corrections().adopt(image, parent, child.task().linkKey());
      if (semantics.clearsMarkOnReparent()) {
        kernel.setMarked(image, false);
      }
      boolean zombie = image.state() == Task.State.ZOMBIE && !image.group().isAlive();
      if (zombie && ending.contains(newParent.task().group())) {
        kernel.corrections().release(image);
      }
    }
  }

  /** Pid 1 of a namespace begins to exit: from now on its children leave no zombies (B14). */
  void ending(ThreadGroup init) {
    if (ending.add(init)) {
      sync(init);
    }
  }

  boolean isEnding(ThreadGroup init) {
    return ending.contains(init);
  }

  /** Whether a child carries the flag and no wait for anybody sees it therefore. */
  boolean hidesFromAnybody(Task image) {
    return image.group().isMarked()
        && semantics.hides(image, WaitRequest.Selector.ANY, false, false);
  }

  /** The recording's kernel released a process without a wait of the log. */
  void released(TracedTask leader) {
    Task image = images.get(leader.task());
    if (image != null && image.state() == Task.State.ZOMBIE && !image.group().isAlive()) {
      kernel.corrections().release(image);
    }
  }

  // What the second kernel does ------------------------------------------------------------------

  @Override
  public void released(Task task, boolean autoreaped) {
    Image image = byImage.remove(task);
    if (image != null) {
      released.add(image);
    }
  }

  /** Children released since this was asked last. */
  List<Image> takeReleased() {
    if (released.isEmpty()) {
      return List.of();
    }
    List<Image> now = List.copyOf(released);
    released.clear();
    return now;
  }

  /** Forgets tasks that are gone in both runs. */
  private void purge() {
    if (images.size() < purgeAt) {
      return;
    }
    images
        .entrySet()
        .removeIf(
            each ->
                each.getKey().state() == Task.State.DEAD
                    && each.getValue().state() == Task.State.DEAD);
    byRecorded
        .entrySet()
        .removeIf(
            each ->
                each.getKey().state() == Task.State.DEAD
                    && each.getValue().task.state() == Task.State.DEAD);
    purgeAt = Math.max(PURGE_AT_LEAST, 2 * images.size());
  }
}
