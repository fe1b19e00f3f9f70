package org.reapscope.traces.ftrace;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.reapscope.traces.scan.Bytes;

/** Splits the head of a line of trace-cmd's report: source, columns, time difference. */
final class ReportPrefix {
  private static final int COMM_WIDTH = 16;
  private static final int LATENCY_WIDTH = 8;
  private static final int SOURCES_KEPT = 16;

  private final TaskPrefix head = new TaskPrefix(true);
  private final Set<String> sources = new TreeSet<>();
  private byte[] lastSource = new byte[0];
  private boolean differences;
  private int body;

  /** True when the line has such a head. */
  boolean read(byte[] b, int from, int to) {
    if (!head.read(b, from, to)) {
      return false;
    }
    int comm = head.commTo - (head.latency ? LATENCY_WIDTH : COMM_WIDTH);
    if (comm > from) {
      keep(b, from, comm);
      head.commFrom = comm;
    }
    body = head.body;
    if (body + 1 < to && b[body] == '(' && b[body + 1] == '+') {
      differences = true;
      int close = Bytes.indexOf(b, body, to, ')');
      body = close < 0 ? body : Bytes.skipBlanks(b, close + 1, to);
    }
    return true;
  }

  /** The columns of the line last read. */
  TaskPrefix head() {
    return head;
  }

  /** Where the event's name begins. */
  int body() {
    return body;
  }

  /** True when a line had the field that --ts-diff adds. */
  boolean differences() {
    return differences;
  }

  private void keep(byte[] b, int from, int start) {
    if (start - from == lastSource.length && Bytes.startsWith(b, from, start, lastSource)) {
      return;
    }
    lastSource = Arrays.copyOfRange(b, from, start);
    if (sources.size() < SOURCES_KEPT) {
      String source = Bytes.text(b, from, start).strip();
      sources.add(source.endsWith(":") ? source.substring(0, source.length() - 1) : source);
    }
  }

  /** Says that several sources were read as one machine's. */
  Optional<String> sourcesNote() {
    return sources.size() < 2
        ? Optional.empty()
        : Optional.of(
            "Lines of several files or buffer instances ("
                + String.join(", ", sources)
                + ") were read as one machine's.");
  }
}
