package org.reapscope.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.TraceFormat;

/**
 * Any bytes, read as each dialect and replayed: the only failure there may be is a {@link
 * TraceException}, and every line is accounted for.
 */
final class ReadersFuzzTest {
  private static final AnalysisOptions AUDIT = new AnalysisOptions("linux", "none", true);

  @FuzzTest
  void strace(byte[] log) throws IOException {
    audit(TraceFormat.STRACE, log);
  }

  @FuzzTest
  void ftrace(byte[] log) throws IOException {
    audit(TraceFormat.FTRACE, log);
  }

  @FuzzTest
  void traceCmd(byte[] log) throws IOException {
    audit(TraceFormat.TRACE_CMD, log);
  }

  @FuzzTest
  void traceDat(byte[] log) throws IOException {
    audit(TraceFormat.TRACE_DAT, log);
  }

  @FuzzTest
  void perfScript(byte[] log) throws IOException {
    audit(TraceFormat.PERF_SCRIPT, log);
  }

  @FuzzTest
  void perfTrace(byte[] log) throws IOException {
    audit(TraceFormat.PERF_TRACE, log);
  }

  private static void audit(TraceFormat format, byte[] log) throws IOException {
    Analysis analysis = new Analysis(AUDIT);
    try {
      TraceFacts facts = format.open(new ByteArrayInputStream(log)).read(analysis);
      analysis.finish("fuzz", facts);
      if (facts.unparsed() > facts.lines() || facts.events() < 0) {
        throw new IllegalStateException(facts.toString());
      }
    } catch (TraceException refused) {
      // What the reader says of bytes that are no trace.
    }
  }
}
