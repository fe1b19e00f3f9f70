package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.TraceResult;

/** The accounts of polling processes say what counters inside the recorded programs said. */
final class PollRoundsTest {
  private static final String COUNTED = "../traces/samples/polling/counted.csv";

  @ParameterizedTest
  @CsvFileSource(files = COUNTED, numLinesToSkip = 1)
  void countsTheCallsThatFoundNothing(String recording, long calls, long wasted, int children) {
    List<Polling> rows = Samples.analysed(Samples.POLLING.resolve(recording)).polling();

    assertThat(rows.stream().mapToLong(Polling::wasted).sum()).isEqualTo(wasted);
    if (wasted > 0) {
      assertThat(rows).hasSize(1);
      Polling row = rows.get(0);
      assertThat(row.calls()).isEqualTo(calls);
      assertThat(row.callsUnderFlag()).isEqualTo(children);
      assertThat(row.maxChildren()).isBetween(children - 3, children);
    }
  }

  @ParameterizedTest
  @CsvFileSource(files = COUNTED, numLinesToSkip = 1)
  void warnsOfPollingAndOnlyOfThat(String recording, long calls, long wasted, int children) {
    TraceResult result = Samples.analysed(Samples.POLLING.resolve(recording));

    List<Finding> polling =
        result.findings().stream().filter(one -> one.rule().equals(PollingRule.ID)).toList();
    assertThat(polling).hasSize(wasted > 0 ? 1 : 0);
    polling.forEach(one -> assertThat(one.severity()).isEqualTo(Finding.Severity.WARNING));
  }
}
