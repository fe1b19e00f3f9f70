package org.reapscope.analyzer.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.PidNamespace;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.order.LinkInterval;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;

/** A task of the model with what the log tells about it. */
public final class TracedTask {
  private static final long NOT_FORKED = -1;

  final Task task;

  /** Its place in the list of all tasks, -1 while it is in none. */
  int slot = -1;

  /** Null as long as nobody has asked to change it: most processes have no pidfd. */
  private @Nullable PidfdTable pidfds;

  String comm = "";

  /** Line of the call that created it, 0 when that is not in the log. */
  long spawnLine;

  long spawnTime = ProcessEvent.NO_TIME;

  /** Line of its last sign of life, 0 while it lives. */
  long exitLine;

  long exitTime = ProcessEvent.NO_TIME;

  /** First line of the fork that linked it; its last is {@link #spawnLine}. */
  private long forkLine = NOT_FORKED;

  /** When it took its place among its parent's children; null as long as the fork tells. */
  private @Nullable LinkInterval link;

  /** Its beginnings where the log does not show its creation, else null. */
  @Nullable Foundling foundling;

  /** An exec by another of its threads has just put that thread in its place. */
  boolean superseded;

  /** The child that its fork in flight makes, until the call has come back. */
  @Nullable TracedTask forking;

  /** Whom its pidfd_open in flight opens, null for nobody that the log shows. */
  @Nullable TracedTask opening;

  /** An event of the kernel has already told of the exec whose call is still in flight. */
  boolean justExecuted;

  /** The last signal that reached it, null before the first. */
  @Nullable SignalDelivered lastSignal;

  /** The log holds a line of its own. */
  boolean spoken;

  /** The log shows what this process, or one it descends from, did with SIGCHLD. */
  boolean dispositionSeen;

  /** SIGCHLD was delivered to this leader's process, which so did not ignore it. */
  boolean hearsOfChildren;

  /** The log shows that SIGCHLD's disposition was set, but not to what. */
  boolean dispositionHidden;

  /** The log does not show with which exit signal it was made. */
  boolean exitSignalHidden;

  /** It, or a process below it, made children with arguments that the log does not show. */
  boolean makesHiddenChildren;

  /** It may have been reaped by a call whose child the log does not show. */
  boolean mayBeReapedUnseen;

  /** It is inside of an exec whose end the log does not show. */
  boolean insideExec;

  /** The tracer has let go of it (a leader's process): it lives and dies unseen. */
  boolean detached;

  /** The log shows its death begin, and not when its parent could see it. */
  boolean lateDeath;

  /** First line that shows its death beginning, 0 while it shows none. */
  long dyingFrom;

  /** A signal of which no thread of this leader's process has had the last word, 0 for none. */
  int notKilledBy;

  /** Which fork made it is told by the order of numbers only. */
  boolean originUnsure;

  /** In a group stop. */
  boolean stopped;

  /** It has called exit, and its process may live on without it. */
  boolean leaving;

  /** It died at its next line after the call that it comes back from now. */
  boolean killedInside;

  /** The thread of its parent that gives it away, being on its way out, and its place there. */
  @Nullable Given given;

  /** The children that it gives away so. */
  List<TracedTask> gives = List.of();

  /** A stop signal has reached it, and the log does not show it stopped yet. */
  boolean stopping;

  /** A wait has told of its stop before the log does (a leader's). */
  boolean stopTold;

  /** Its process has chosen its own process group. */
  boolean ownGroup;

  /** Pid namespace its next children start in, when unshare or setns changed that. */
  @Nullable PidNamespace namespaceForChildren;

  /** The process that created it, in its own words the parent even after reparenting. */
  @Nullable TracedTask creator;

  /** How it was created, null when that is not in the log. */
  Call.@Nullable Spawn spawn;

  boolean reparented;

  /** Its parent has died, whoever has it now. */
  boolean orphaned;

  /** It traces other tasks. */
  boolean tracer;

  /** A recorded wait has reaped it. */
  boolean reaped;

  private @Nullable Map<PidNamespace, Integer> numbers;
  private @Nullable Object attachment;

  TracedTask(Task task) {
    this.task = task;
  }

  /** The task in the model. */
  public Task task() {
    return task;
  }

  /** Its number as the log's line prefixes print it. */
  public int tid() {
    return task.tid();
  }

  /** Command name, empty when the log shows none. */
  public String comm() {
    return comm;
  }

  /** Line of the call that created it, 0 when not in the log. */
  public long spawnLine() {
    return spawnLine;
  }

  /** Clock of its creation in nanoseconds, or {@link ProcessEvent#NO_TIME}. */
  public long spawnTime() {
    return spawnTime;
  }

  /** Line of its death, 0 while it lives. */
  public long exitLine() {
    return exitLine;
  }

  /** Clock of its death in nanoseconds, or {@link ProcessEvent#NO_TIME}. */
  public long exitTime() {
    return exitTime;
  }

  /** The task that created it, null when not in the log. */
  public @Nullable TracedTask creator() {
    return creator;
  }

  /**
   * What the one observer that keeps something of every task has attached to it, null for nothing.
   */
  public @Nullable Object attachment() {
    return attachment;
  }

  /** Attaches something to the task, or nothing; the replay itself never looks at it. */
  public void attach(@Nullable Object something) {
    attachment = something;
  }

  /**
   * Whether the tracer has let go of it, or may have at an exec ({@code -b execve}) that no line
   * ends: its death is in no log then.
   *
   * @param detaches whether the log shows tasks that the tracer let go of
   */
  boolean isLeftByTracer(boolean detaches) {
    return detached || detaches && (insideExec || superseded);
  }

  /** Whether the call that made it does not show if it made a process or a thread. */
  public boolean mayBeThread() {
    return spawn != null && !spawn.flagsShown();
  }

  /** The call that created it, null when not in the log. */
  public Call.@Nullable Spawn spawn() {
    return spawn;
  }

  /** Whether it lost its first parent and got another. */
  public boolean wasReparented() {
    return reparented;
  }

  /** Whether it was alive before the log began. */
  public boolean isFromBefore() {
    return foundling != null && foundling.fromBefore;
  }

  /** Its first line in a log that does not show its creation, else 0. */
  long firstLine() {
    return foundling == null ? 0 : foundling.firstLine;
  }

  /** The forks without a result that can have made it, when its own is not clear. */
  List<LostForks.Entry> origins() {
    return foundling == null ? List.of() : foundling.origins;
  }

  // Its place among its parent's children

  /** When it took its place among its parent's children. */
  LinkInterval link() {
    if (link != null) {
      return link;
    }
    return forkLine == NOT_FORKED
        ? LinkInterval.UNKNOWN
        : new LinkInterval(forkLine, spawnLine, 0, null);
  }

  /** A fork between these lines has linked it. */
  void forked(long from, long to) {
    forkLine = from;
    spawnLine = to;
  }

  /** It speaks: if a fork put it where it is, that was before this line. */
  void linkedBefore(long line) {
    if (link != null ? link.isFork() : forkLine != NOT_FORKED && spawnLine > line) {
      link = link().endingBy(line);
    }
  }

  /** It has another place. */
  void place(LinkInterval where) {
    link = where;
  }

  // Its pidfds

  /** The file that one of its descriptors refers to, null when that is no pidfd. */
  PidfdTable.@Nullable Pidfd pidfdFile(int fd) {
    return pidfds == null ? null : pidfds.get(fd);
  }

  /** Its table of pidfds, to be changed or shared. */
  PidfdTable pidfds() {
    PidfdTable table = pidfds;
    if (table == null) {
      table = new PidfdTable();
      pidfds = table;
    }
    return table;
  }

  /** It shares the other's table, as threads do. */
  void sharePidfds(TracedTask other) {
    pidfds = other.pidfds();
  }

  /** It has a copy of the other's table, as a forked process does. */
  void copyPidfds(TracedTask other) {
    pidfds = other.hasPidfds() ? other.pidfds().copy() : null;
  }

  /** An exec leaves it an empty table of its own. */
  void forgetPidfds() {
    pidfds = null;
  }

  /** Whether it traces other tasks, as strace does: its waits are not a parent's. */
  public boolean isTracer() {
    return tracer;
  }

  /** The process that one of its descriptors refers to, null when that is no pidfd. */
  public @Nullable TracedTask pidfd(int fd) {
    PidfdTable.Pidfd file = pidfdFile(fd);
    return file == null ? null : file.view;
  }

  /**
   * Whether it, or one it descends from, was alive before the log began, and so may have pidfds
   * whose opening the log does not show.
   */
  boolean mayHoldUnshownPidfds() {
    for (TracedTask each = this; each != null; each = each.creator) {
      if (each.isFromBefore()) {
        return true;
      }
    }
    return false;
  }

  /** Whether it holds any pidfd. */
  public boolean hasPidfds() {
    return pidfds != null && !pidfds.isEmpty();
  }

  /** Its number as members of a pid namespace know it, 0 when not known. */
  public int numberIn(PidNamespace namespace) {
    if (namespace.parent() == null) {
      return tid();
    }
    Integer number = numbers == null ? null : numbers.get(namespace);
    return number == null ? 0 : number;
  }

  void setNumber(PidNamespace namespace, int number) {
    if (numbers == null) {
      numbers = new HashMap<>(2);
    }
    numbers.put(namespace, number);
  }

  /** Forgets its number in a namespace; the number it was. */
  int forgetNumber(PidNamespace namespace) {
    Integer number = numbers == null ? null : numbers.remove(namespace);
    return number == null ? 0 : number;
  }

  Map<PidNamespace, Integer> numbers() {
    return numbers == null ? Map.of() : numbers;
  }

  /** A thread that gives its children away, and a child's order key among them. */
  record Given(Task by, long key) {}

  /** Views are equal only to themselves, as their tasks are. */
  @Override
  public int hashCode() {
    return task.hashCode();
  }
}
