package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.Growth.Fit;
import org.reapscope.analyzer.result.Growth.Size;

/**
 * The cost of rounds against the number of children, in sums and medians: memory does not grow with
 * the rounds.
 */
final class GrowthSamples {
  private static final double ALPHA = 0.05;

  private final Sizes sizes = new Sizes();
  private final LeastSquares calls = new LeastSquares();
  private final LeastSquares scanned = new LeastSquares();
  private final LeastSquares walked = new LeastSquares();
  private final LeastSquares nanos = new LeastSquares();

  /**
   * Takes in one round.
   *
   * @param spent nanoseconds, negative when unknown
   * @param typical the same had no call found anything or been held up; what the robust fit goes by
   * @param inVain whether some call in it found nothing
   */
  void add(
      int children,
      long callsMade,
      long tasksScanned,
      long tasksWalked,
      double spent,
      double typical,
      boolean inVain) {
    sizes.add(children, callsMade, tasksScanned, tasksWalked, typical, inVain);
    calls.add(children, callsMade);
    scanned.add(children, tasksScanned);
    walked.add(children, tasksWalked);
    if (spent >= 0) {
      nanos.add(children, spent);
    }
  }

  long rounds() {
    return calls.count();
  }

  /** Rounds by the number of children. */
  List<Size> sizes() {
    return sizes.all((made, children) -> Double.NaN);
  }

  /** The fits; {@code overhead} is what the tracer adds to a call, NaN when unknown. */
  List<Fit> fits(double overhead) {
    List<Size> all = sizes();
    List<Fit> fits = new ArrayList<>();
    fits.add(fit("calls", all, calls, 0, Size::calls));
    fits.add(fit("scanned", all, scanned, 0, Size::scanned));
    fits.add(fit("scannedBefore513", all, walked, 0, Size::scannedBefore513));
    if (nanos.count() > 0) {
      fits.add(fit("nanoseconds", all, nanos, 0, Size::nanos));
      if (!Double.isNaN(overhead)) {
        ToDoubleFunction<Size> net = size -> size.nanos() - overhead * size.calls();
        fits.add(fit("nanosecondsNet", all, nanos, overhead, net));
      }
    }
    return fits;
  }

  /** Growth with its fits and where it hurts. */
  Growth growth(double overhead, Hurts hurts) {
    List<Fit> fits = fits(overhead);
    return new Growth(
        sizes.all(hurts.untraced()), fits, hurts.of(new Growth(List.of(), fits, List.of())));
  }

  private Fit fit(
      String of,
      List<Size> all,
      LeastSquares line,
      double perCall,
      ToDoubleFunction<Size> currency) {
    double[] x = new double[all.size()];
    double[] y = new double[all.size()];
    int known = 0;
    for (Size size : all) {
      double cost = currency.applyAsDouble(size);
      if (!Double.isNaN(cost)) {
        x[known] = size.children();
        y[known++] = cost;
      }
    }
    x = Arrays.copyOf(x, known);
    y = Arrays.copyOf(y, known);
    Lines.Line robust = Lines.theilSen(x, y);
    Orders.Judgement judgement = Orders.judge(x, y);
    // What a call costs too much is taken off by its share in slope and intercept: least squares
    // are linear in the costs.
    double slope = line.slope() - perCall * (perCall == 0 ? 0 : calls.slope());
    double intercept = line.intercept() - perCall * (perCall == 0 ? 0 : calls.intercept());
    double half = line.halfWidth(ALPHA);
    return new Fit(
        of,
        judgement.order(),
        line.count(),
        intercept,
        slope,
        slope - half,
        slope + half,
        line.rSquare(),
        Math.sqrt(line.meanSquaredError()),
        robust.intercept(),
        robust.slope(),
        judgement.exponent(),
        judgement.low(),
        judgement.high(),
        judgement.why());
  }
}
