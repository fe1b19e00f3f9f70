package org.reapscope.analyzer.order;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Puts the events of a log into the order that the replay starts from, one event for each call.
 *
 * <p>A call takes effect at its end, a fork at its beginning: the kernel links the child before the
 * child can say anything, while the parent's line may end later (semantics J). A death stands
 * before the wait that reports it. A {@link CallEntered} is left only for a call whose end is not
 * in the log. Memory is bounded by the look-ahead window.
 */
public final class Linearisation implements EventSink {
  private final EventSink next;
  private final Lookahead lookahead = new Lookahead(event -> {}, this::place, () -> true);
  private final OpenCalls open = new OpenCalls();
  private final Map<Integer, Long> forked = new HashMap<>();

  /** Passes the ordered events to {@code next}. */
  public Linearisation(EventSink next) {
    this.next = next;
  }

  @Override
  public void accept(ProcessEvent event) {
    lookahead.add(event);
  }

  /** The log is over: passes on what is still held back. */
  public void finish() {
    lookahead.flush();
    open.rest().forEach(next::accept);
  }

  private void place(ProcessEvent event, @Nullable CallReturned end, boolean fatal) {
    CallEntered endless = open.next(event);
    if (endless != null) {
      next.accept(endless);
    }
    if (event instanceof CallEntered entered) {
      if (end != null && end.call() instanceof Call.Spawn) {
        forked.put(entered.tid(), entered.line());
        next.accept(end);
      }
    } else if (!isPlaced(event)) {
      next.accept(event);
    }
  }

  private boolean isPlaced(ProcessEvent event) {
    return event instanceof CallReturned returned
        && returned.call() instanceof Call.Spawn
        && forked.remove(returned.tid(), returned.startLine());
  }
}
