package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.analyzer.cost.Calibration;

/** The shipped calibration has the kernel's shapes; a file that is none is refused by its row. */
final class CalibrationCsvTest {
  private static final String HEAD =
      "kernel,children,operation,n_children,calls,ns_per_call_min,ns_per_call_median\n";

  private static double fastest(String operation, int children) {
    return CalibrationCsv.reference().cost(operation, children).low();
  }

  private static double typical(String operation, int children) {
    return CalibrationCsv.reference().cost(operation, children).middle();
  }

  /**
   * Median nanoseconds that another program measured on another, idle machine with the same kernel,
   * for n = 1, 100, 1000 and 5000: the reference's medians grow alike.
   */
  @ParameterizedTest
  @CsvSource({
    Calibration.FOCUSED + ", 200, 200, 200, 199",
    Calibration.PIDFD + ", 192, 193, 192, 192",
    Calibration.EPOLL + ", 89, 89, 89, 88",
    Calibration.WAITALL + ", 150, 814, 9949, 218205",
    Calibration.ROUND + ", 200, 19888, 207875, 1326519"
  })
  void referenceGrowsAsMeasuredElsewhere(
      String operation, double one, double hundred, double thousand, double fiveThousand) {
    double[] grown = {hundred / one, thousand / one, fiveThousand / one};
    int[] children = {100, 1_000, 5_000};
    for (int i = 0; i < children.length; i++) {
      double ours = typical(operation, children[i]) / typical(operation, 1);
      assertThat(ours / grown[i]).as("%s at %s", operation, children[i]).isBetween(0.4, 2.5);
    }
  }

  /** do_wait of Linux 5.13 and later looks up one pid, and walks the list for anybody. */
  @Test
  void referenceHasTheShapesOfTheKernelsSource() {
    for (String flat : new String[] {Calibration.FOCUSED, Calibration.PIDFD, Calibration.EPOLL}) {
      for (int n : new int[] {100, 1_000, 5_000}) {
        assertThat(fastest(flat, n) / fastest(flat, 1)).as("%s of %s", flat, n).isBetween(0.5, 2.0);
      }
    }
    for (String growing : new String[] {Calibration.WAITALL, Calibration.ROUND}) {
      // Caches make a long list dearer for each child, never cheaper than half.
      double perChild = fastest(growing, 100) - fastest(growing, 1);
      for (int n : new int[] {1_000, 5_000}) {
        assertThat(fastest(growing, n) / perChild)
            .as("%s of %s", growing, n)
            .isBetween(0.5 * n / 100, 30.0 * n / 100);
      }
    }
    assertThat(CalibrationCsv.reference().kernel()).startsWith("Linux 6.18");
  }

  @ParameterizedTest
  @CsvSource({
    "'6.1,plain,getppid,x,1,1,1', row 2, n_children",
    "'6.1,plain,getppid,1,1,1,-4', row 2, ns_per_call_median",
    "'6.1,plain,getppid,1,1,NaN,4', row 2, ns_per_call_min",
    "'6.1,plain,getppid,0,1,1,4', row 2, 1 or more",
    "'6.1,plain,getppid,1', row 2, ns_per_call_median",
    "'6.1,plain,getppid,1,1,1,4', no row for, waitid",
    "'', no row for, getppid"
  })
  void saysWhatIsWrong(String row, String where, String what) {
    assertThatThrownBy(() -> CalibrationCsv.read(new StringReader(HEAD + row + "\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(what);
  }

  @Test
  void leavesCommentsOut() throws IOException {
    StringBuilder csv = new StringBuilder("# machine: of, some, sort\n#\n" + HEAD);
    for (String operation :
        new String[] {
          Calibration.NOTHING,
          Calibration.FOCUSED,
          Calibration.PIDFD,
          Calibration.WAITALL,
          Calibration.EPOLL,
          Calibration.ROUND
        }) {
      csv.append("6.1,plain,").append(operation).append(",1,9,10,20\n# between\n");
    }
    Calibration read = CalibrationCsv.read(new StringReader(csv.toString()));
    assertThat(read.kernel()).isEqualTo("Linux 6.1");
    assertThat(read.cost(Calibration.WAITALL, 1).middle()).isEqualTo(20);
  }

  @Test
  void passesNoEscapeOn() {
    String row = "6.1,plain,getppid,1,1,1,\033[31m";
    assertThatThrownBy(() -> CalibrationCsv.read(new StringReader(HEAD + row)))
        .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("\033"));
  }
}
