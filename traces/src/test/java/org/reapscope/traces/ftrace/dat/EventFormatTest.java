package org.reapscope.traces.ftrace.dat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reapscope.traces.ftrace.dat.EventFormat.Field;
import org.reapscope.traces.ftrace.dat.EventFormat.Kind;

/** The kernel's format texts give each field's place. */
final class EventFormatTest {

  @Test
  void readsPlainArrayAndMovedFields() {
    EventFormat format =
        EventFormat.parse(
            """
            name: sched_process_exec
            ID: 365
            format:
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
            \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

            \tfield:__data_loc char[] filename;\toffset:8;\tsize:4;\tsigned:0;
            \tfield:__rel_loc char[] note;\toffset:12;\tsize:4;\tsigned:0;
            \tfield:char comm[16];\toffset:16;\tsize:16;\tsigned:0;
            \tfield:const char * const * argv;\toffset:32;\tsize:8;\tsigned:0;

            print fmt: "filename=%s pid=%d", __get_str(filename), REC->pid
            """);

    assertThat(format).isNotNull();
    assertThat(format.id()).isEqualTo(365);
    assertThat(format.fields())
        .containsExactly(
            new Field("common_type", 0, 2, Kind.PLAIN),
            new Field("common_pid", 4, 4, Kind.PLAIN),
            new Field("filename", 8, 4, Kind.DATA_LOCATION),
            new Field("note", 12, 4, Kind.RELATIVE_LOCATION),
            new Field("comm", 16, 16, Kind.PLAIN),
            new Field("argv", 32, 8, Kind.PLAIN));
  }

  @Test
  void givesNothingForOtherText() {
    assertThat(EventFormat.parse("print fmt: x")).isNull();
  }
}
