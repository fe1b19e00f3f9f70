package org.reapscope.reports.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reapscope.analyzer.result.CallRow;

/**
 * The wait calls of a timeline, thinned out to a bounded number: calls of one thread and kind that
 * stand close together become one. Calls that findings name always stand alone.
 */
final class Spans {
  private static final int MOST = 8_000;
  private static final int[] CELLS = {20_000, 5_000, 1_000, 200};

  private final List<CallRow> calls;
  private final long lines;
  private final Set<Long> named;

  /** The calls of a log of so many lines; {@code named} are the lines that findings name. */
  Spans(List<CallRow> calls, long lines, Set<Long> named) {
    this.calls = calls;
    this.lines = lines;
    this.named = named;
  }

  /** The spans in the order of their beginnings, at most about {@link #MOST}. */
  List<Span> all() {
    List<Span> spans = merged(0);
    for (int cells : CELLS) {
      if (spans.size() <= MOST) {
        break;
      }
      spans = merged(Math.max(1, lines / cells));
    }
    List<Span> sorted =
        spans.size() <= MOST
            ? spans
            : spans.stream()
                .sorted(Comparator.comparing((Span span) -> !named.contains(span.endLine)))
                .limit(MOST)
                .toList();
    return sorted.stream().sorted(Comparator.comparingLong(span -> span.startLine)).toList();
  }

  /** One span for the calls of one thread and kind within a cell of so many lines; 0 for each. */
  private List<Span> merged(long cell) {
    List<Span> spans = new ArrayList<>();
    Map<Integer, Span> last = new HashMap<>();
    for (CallRow call : calls) {
      Span next = new Span(call);
      Span before = last.get(call.tid());
      boolean alone = cell == 0 || named.contains(call.line());
      if (!alone
          && before != null
          && before.kind == next.kind
          && before.startLine / cell == next.endLine / cell) {
        before.add(call);
        continue;
      }
      spans.add(next);
      if (alone) {
        last.remove(call.tid());
      } else {
        last.put(call.tid(), next);
      }
    }
    return spans;
  }
}
