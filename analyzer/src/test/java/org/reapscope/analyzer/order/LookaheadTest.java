package org.reapscope.analyzer.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskSeen;

/** What is held back of a log, and for how long. */
final class LookaheadTest {
  private static final Call SLEEP = new Call.Other("pause");
  private static final int TERM = 15;

  private record Gone(ProcessEvent event, @Nullable CallReturned end, boolean fatal) {}

  private final List<Gone> gone = new ArrayList<>();
  private boolean wantsAll;
  private final Lookahead lookahead =
      new Lookahead(
          event -> {},
          (event, end, fatal) -> gone.add(new Gone(event, end, fatal)),
          () -> wantsAll);
  private long line;

  private void pass(int events) {
    for (int i = 0; i < events; i++) {
      line++;
      lookahead.add(new TaskSeen(line, line, 1, 0));
    }
  }

  @Test
  void holdsBackTheBeginningOfALogUntilItHasShownItsKind() {
    pass(Lookahead.LEARNING);
    assertThat(gone).isEmpty();
    pass(1);
    assertThat(gone).hasSize(Lookahead.LEARNING + 1 - Lookahead.SETTLED);
    pass(Lookahead.BATCH);
    assertThat(gone).hasSize(Lookahead.LEARNING + 1 - Lookahead.SETTLED);
    pass(1);
    assertThat(gone).hasSize(Lookahead.LEARNING + 2 + Lookahead.BATCH - Lookahead.SETTLED);
  }

  @Test
  void holdsBackAllWhereAllIsWanted() {
    wantsAll = true;
    pass(2 * Lookahead.WINDOW);
    assertThat(gone).hasSize(Lookahead.WINDOW);
  }

  @Test
  void aCallOfALongLogStillKnowsAnEndThatIsFarBehindItsBeginning() {
    pass(Lookahead.LEARNING + 1);
    line++;
    lookahead.add(new CallEntered(line, line, 7, SLEEP));
    long began = line;
    pass(Lookahead.WINDOW - 2);
    line++;
    lookahead.add(new CallReturned(line, line, 7, began, began, -1, SLEEP, Outcome.returned(0)));
    lookahead.flush();
    assertThat(gone)
        .filteredOn(slot -> slot.event() instanceof CallEntered)
        .singleElement()
        .satisfies(slot -> assertThat(slot.end()).isNotNull());
  }

  @Test
  void aSignalOfALongLogIsHeldBackUntilItIsSeenToKill() {
    pass(Lookahead.WINDOW + 1);
    line++;
    lookahead.add(new SignalDelivered(line, line, 7, TERM, 0, 1, 0));
    pass(2 * Lookahead.SETTLED);
    line++;
    lookahead.add(
        new TaskExited(line, line, 7, ChildReport.Kind.KILLED, TERM, TaskExited.GroupDead.UNSHOWN));
    lookahead.flush();
    assertThat(gone).filteredOn(Gone::fatal).hasSize(1);
  }
}
