package org.reapscope.traces.ftrace.dat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are walked as the kernel's header_event describes them, in either byte order. */
final class PageRecordsTest {
  private static final PageLayout LAYOUT = PageLayout.parse("", 8);

  /** Builds one page word by word. */
  private static final class Page {
    private final ByteBuffer bytes = ByteBuffer.allocate(256);
    private final boolean big;

    Page(boolean big, long time) {
      this.big = big;
      bytes.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(0, time).position(16);
    }

    Page head(int type, long delta) {
      bytes.putInt((int) (big ? (long) type << 27 | delta : delta << 5 | type));
      return this;
    }

    Page word(int value) {
      bytes.putInt(value);
      return this;
    }

    ByteBuffer end(long flags) {
      bytes.putLong(8, bytes.position() - 16 | flags);
      return bytes.rewind();
    }
  }

  private static List<String> walk(PageRecords records) {
    List<String> seen = new ArrayList<>();
    while (records.next()) {
      seen.add(
          records.time()
              + ":"
              + records.page().getInt(records.from())
              + "x"
              + (records.to() - records.from()));
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void addsUpTimesAndSkipsPadding(boolean big) {
    PageRecords records = new PageRecords(LAYOUT, big);
    records.start(
        new Page(big, 1000)
            .head(1, 5)
            .word(11)
            .head(30, 3)
            .word(1)
            .head(2, 0)
            .word(12)
            .word(0)
            .head(29, 7)
            .word(8)
            .word(0)
            .head(0, 1)
            .word(12)
            .word(13)
            .word(0)
            .head(31, 9)
            .word(1000)
            .head(1, 0)
            .word(14)
            .head(29, 0)
            .end(0));

    long extended = 1005 + (1L << 27) + 3;
    assertThat(walk(records))
        .containsExactly(
            "1005:11x4", extended + ":12x8", extended + 8 + ":13x8", (1000L << 27) + 9 + ":14x4");
    assertThat(records.fault()).isNull();
    assertThat(records.lost()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsHowManyRecordsWereLost(boolean big) {
    PageRecords records = new PageRecords(LAYOUT, big);
    ByteBuffer page = new Page(big, 1).head(1, 0).word(1).end(1L << 31 | 1L << 30);
    page.putLong(24, 137);
    records.start(page);

    assertThat(records.lost()).isEqualTo(137);
    assertThat(walk(records)).containsExactly("1:1x4");

    records.start(new Page(big, 1).head(1, 0).word(1).end(1L << 31));
    assertThat(records.lost()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stopsAtARecordThatDoesNotFit(boolean big) {
    PageRecords records = new PageRecords(LAYOUT, big);
    records.start(new Page(big, 1).head(1, 0).word(1).head(28, 0).word(2).end(0));

    assertThat(walk(records)).containsExactly("1:1x4");
    assertThat(records.fault()).contains("112 bytes");
  }
}
