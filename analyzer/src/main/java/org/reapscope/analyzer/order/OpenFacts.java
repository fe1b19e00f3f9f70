package org.reapscope.analyzer.order;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Facts that overlapping records leave open. The model holds one outcome of each; the first result
 * that needs the other turns the fact over, for good.
 *
 * @param <F> a fact
 */
public final class OpenFacts<F extends OpenFacts.Fact> {
  /** Facts kept; older ones are taken as settled. */
  private static final int KEPT = 4096;

  private final ArrayDeque<F> facts = new ArrayDeque<>();

  /** One thing that went either this way or that. */
  public interface Fact {
    /** The rule that lets it be turned over. */
    Rule rule();

    /** Makes the model hold the other outcome; twice is as good as never. */
    void turn();
  }

  /** Leaves a fact open. */
  public void keep(F fact) {
    facts.add(fact);
    if (facts.size() > KEPT) {
      facts.removeFirst();
    }
  }

  /**
   * Turns over one of these facts, if that makes the test hold; else leaves all as they were.
   * Returns the rule used, or null.
   */
  public @Nullable Rule turnOne(Predicate<F> which, BooleanSupplier test) {
    for (Iterator<F> i = facts.iterator(); i.hasNext(); ) {
      F fact = i.next();
      if (which.test(fact)) {
        fact.turn();
        if (test.getAsBoolean()) {
          i.remove();
          return fact.rule();
        }
        fact.turn();
      }
    }
    return null;
  }

  /** The first of these facts, null when none is open. */
  public @Nullable F first(Predicate<F> which) {
    for (F fact : facts) {
      if (which.test(fact)) {
        return fact;
      }
    }
    return null;
  }

  /** The log shows which way these facts went: the model holds it already. */
  public void settle(Predicate<F> which) {
    facts.removeIf(which);
  }
}
