package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reapscope.traces.Reading;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskSeen;

/** On standard error numbers come and go, and lines are broken by other text. */
final class StandardErrorTest {

  @Test
  void joinsALineThatStraceBrokeItself() {
    Reading reading =
        Reading.strace(
            "clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD/usr/bin/strace: Process 900"
                + " attached",
            ", child_tidptr=0x7f) = 900",
            "[pid   900] exit_group(0) = ?",
            "[pid   812] wait4(-1,  <unfinished ...>",
            "[pid   900] +++ exited with 0 +++",
            "<... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 900");
    assertThat(reading.facts().unparsed()).isZero();
    Call.Spawn spawn = reading.only(Call.Spawn.class);
    assertThat(spawn.flags()).isEqualTo(0x1000000);
    assertThat(spawn.exitSignal()).isEqualTo(17);
    assertThat(reading.all(TaskSeen.class)).extracting(TaskSeen::tid).containsExactly(812, 900);
    CallReturned wait = reading.calls(Call.Wait.class).get(0);
    assertThat(wait.tid()).isEqualTo(812);
    assertThat(wait.startLine()).isEqualTo(4);
  }

  /** The call that the message breaks need not matter. */
  @Test
  void passesOverTheRestOfACallThatDoesNotMatter() {
    Reading reading =
        Reading.strace(
            "[pid   812] newfstatat(3, \"\", strace: Process 900 attached",
            "{st_mode=S_IFREG|0644, st_size=36543, ...}, AT_EMPTY_PATH) = 0",
            "[pid   900] exit_group(0) = ?");
    assertThat(reading.facts().unparsed()).isZero();
    assertThat(reading.all(TaskSeen.class)).extracting(TaskSeen::tid).containsExactly(812, 900);
  }

  @Test
  void joinsTheOldMessageAndALaterEnd() {
    Reading reading =
        Reading.strace(
            "vfork(Process 900 attached",
            " <unfinished ...>",
            "[pid   900] execve(\"/bin/a\", [\"a\"], 0x7f /* 1 var */) = 0",
            "[pid   812] <... vfork resumed>) = 900");
    assertThat(reading.facts().unparsed()).isZero();
    CallReturned spawn = reading.calls(Call.Spawn.class).get(0);
    assertThat(spawn.tid()).isEqualTo(812);
    assertThat(spawn.startLine()).isEqualTo(1);
    assertThat(spawn.outcome().value()).isEqualTo(900);
  }

  /** With -q nothing announces a child: who begins a call while the parent is inside one is it. */
  @Test
  void knowsAnUnannouncedChildFromItsParent() {
    Reading reading =
        Reading.strace(
            "clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD <unfinished ...>",
            "[pid   900] exit_group(0) = ?",
            "[pid   812] <... clone resumed>, child_tidptr=0x7f) = 900",
            "[pid   812] wait4(-1,  <unfinished ...>",
            "[pid   900] +++ exited with 0 +++",
            "<... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 900");
    CallReturned spawn = reading.calls(Call.Spawn.class).get(0);
    assertThat(spawn.tid()).isEqualTo(812);
    assertThat(spawn.startLine()).isEqualTo(1);
    assertThat(reading.calls(Call.Exit.class)).extracting(CallReturned::tid).containsOnly(900);
    assertThat(reading.calls(Call.Wait.class)).extracting(CallReturned::tid).containsOnly(812);
  }

  @Test
  void countsTheProgramsOwnOutput() {
    Reading reading =
        Reading.strace(
            "14:03:09 getpid() = 812",
            "14:03:09 write(1, \"hello\\n\", 6hello",
            ") = 6",
            "14:03:09 getpid() = 812",
            "14:03:10 getpid() = 812",
            "printf(x) = 3",
            "14:03:10 wait4(-1, [worker 1 ended",
            "{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 900");
    assertThat(reading.facts().samples()).extracting(s -> s.text()).contains("printf(x) = 3");
    assertThat(reading.calls(Call.Wait.class)).hasSize(1);
    assertThat(reading.events()).extracting(ProcessEvent::tid).containsOnly(812);
  }

  @Test
  void leavesATaskWhoseNumberNeverAppearsAsZero() {
    Reading reading = Reading.strace("wait4(-1, NULL, 0, NULL) = -1 ECHILD (No child processes)");
    assertThat(reading.events()).extracting(ProcessEvent::tid).containsOnly(0);
    assertThat(reading.facts().notes()).anyMatch(note -> note.contains("stands as 0"));
  }
}
