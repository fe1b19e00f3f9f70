package org.reapscope.traces.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.reapscope.traces.scan.Bytes;

/** A field is found where a search for its name in the whole text finds it. */
final class FieldsTest {
  private static final String[] PIECES = {
    "comm=",
    " pid=",
    "pid=",
    " child_comm=",
    " child_pid=",
    "=",
    " ",
    "x",
    "7",
    "12",
    "sh",
    " prio=120",
    "a-rather-long-name-of-a-file",
    "\u00ff",
    "comm",
    " group_dead=true",
    "parent_comm="
  };

  private final Fields fields = new Fields();

  private static int after(int start, String name) {
    return start < 0 ? -1 : start + name.length();
  }

  @Test
  void findsWhatASearchOfTheTextFinds() {
    Random random = new Random(21);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder made = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        made.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String text = made.toString();
      String before = "=".repeat(random.nextInt(12));
      byte[] bytes = Bytes.ascii(before + text + " pid=9 comm=z ");
      int from = before.length();
      fields.read(bytes, from, from + text.length());

      int pid = after(text.lastIndexOf(" pid="), " pid=");
      assertThat(fields.value(Field.PID)).isEqualTo(pid < 0 ? -1 : from + pid);
      int dead = after(text.lastIndexOf(" group_dead="), " group_dead=");
      assertThat(fields.value(Field.GROUP_DEAD)).isEqualTo(dead < 0 ? -1 : from + dead);
      int comm = after(text.indexOf("comm="), "comm=");
      int end = text.lastIndexOf(" pid=");
      boolean between = comm >= 0 && end >= comm;
      assertThat(fields.text(Field.COMM, Field.PID))
          .isEqualTo(between ? text.substring(comm, end).replace('\u007f', '?') : "");
    }
  }

  @Test
  void holdsAsManyFieldsAsALineHas() {
    byte[] bytes = Bytes.ascii("sig=5" + " a=".repeat(10_000) + " pid=8 ".repeat(2) + "........");
    fields.read(bytes, 0, bytes.length - 8);
    assertThat(fields.first(Field.SIG)).isEqualTo(5);
    assertThat(fields.pid(Field.PID)).isEqualTo(8);
    assertThat(fields.pid(Field.OLD_PID)).isEqualTo(-1);
  }
}
