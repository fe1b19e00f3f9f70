package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Growth;

/**
 * Rounds gathered by the number of children. Every number has its own place as long as there are
 * few; then two neighbours share one, then four.
 */
final class Sizes {
  static final int MOST = 256;

  private @Nullable Place[] places = new Place[8];
  private int width = 1;

  /**
   * Some round looked in vain: then those that did not are of another kind, since reaping takes
   * longer than looking, and tell nothing of what looking takes.
   */
  private boolean looks;

  private static final class Place {
    long rounds;
    double children;
    double calls;
    double scanned;
    double walked;
    final Sample nanos = new Sample();
    final Sample useful = new Sample();

    void merge(Place other) {
      rounds += other.rounds;
      children += other.children;
      calls += other.calls;
      scanned += other.scanned;
      walked += other.walked;
      nanos.merge(other.nanos);
      useful.merge(other.useful);
    }
  }

  /**
   * Takes in one round.
   *
   * @param nanos negative when unknown
   * @param inVain whether some call in it found nothing
   */
  void add(int children, long calls, long scanned, long walked, double nanos, boolean inVain) {
    while (children / width >= MOST) {
      widen();
    }
    int at = children / width;
    if (at >= places.length) {
      places = java.util.Arrays.copyOf(places, Math.min(MOST, Math.max(at + 1, 2 * places.length)));
    }
    Place place = places[at];
    if (place == null) {
      place = new Place();
      places[at] = place;
    }
    place.rounds++;
    place.children += children;
    place.calls += calls;
    place.scanned += scanned;
    place.walked += walked;
    if (nanos >= 0) {
      (inVain ? place.nanos : place.useful).add(nanos);
      looks |= inVain;
    }
  }

  private void widen() {
    @Nullable Place[] wider = new Place[places.length];
    for (int i = 0; i < places.length; i++) {
      Place place = places[i];
      Place there = wider[i / 2];
      if (place == null) {
        continue;
      }
      if (there == null) {
        wider[i / 2] = place;
      } else {
        there.merge(place);
      }
    }
    places = wider;
    width *= 2;
  }

  /** The sizes that occur, ascending, each with what {@code untraced} says of such a round. */
  List<Growth.Size> all(Hurts.Untraced untraced) {
    List<Growth.Size> all = new ArrayList<>();
    for (Place place : places) {
      if (place != null) {
        double rounds = place.rounds;
        all.add(
            new Growth.Size(
                place.children / rounds,
                place.rounds,
                place.calls / rounds,
                place.scanned / rounds,
                place.walked / rounds,
                (looks ? place.nanos : place.useful).median(),
                untraced.nanos(place.calls / rounds, place.children / rounds)));
      }
    }
    return all;
  }
}
