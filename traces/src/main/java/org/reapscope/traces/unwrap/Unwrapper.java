package org.reapscope.traces.unwrap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the first lines of a log what stands around them, and takes it off.
 *
 * <p>The evidence is the reader's own: a wrapping is taken off when the reader then understands
 * more of the first lines. Where one alone does not help, pairs are tried.
 */
public final class Unwrapper {
  private static final int MOST_LAYERS = 8;

  private final Judge judge;
  private final List<LineForm> forms;
  private final List<Wrapping> layers = new ArrayList<>();
  private Head head;
  private Understood understood = Understood.NOTHING;
  private @Nullable WrappedLines seams;
  private @Nullable UnwrappedInput opened;

  /**
   * What a reader makes of a text.
   *
   * @param events events that it finds
   * @param unparsed lines that it cannot use
   * @param form how lines of the dialect look
   */
  public record Understood(long events, long unparsed, LineForm form) {
    /** Nothing at all. */
    public static final Understood NOTHING = new Understood(0, Long.MAX_VALUE, LineForm.NONE);

    private boolean betterThan(Understood other) {
      return events > other.events
          || events > 0 && events == other.events && unparsed < other.unparsed;
    }

    /** What is garbled can look like more than there is: a number cut short like a task. */
    private boolean isMuchWorseThan(Understood other) {
      return unparsed > other.unparsed || events * 10 < other.events * 9;
    }
  }

  /** Reads a text as the trace that it is, or as nothing. */
  @FunctionalInterface
  public interface Judge {
    /** What can be read in the text. */
    Understood read(byte[] text);
  }

  private Unwrapper(Head head, Judge judge, List<LineForm> forms) {
    this.head = head;
    this.judge = judge;
    this.forms = forms;
  }

  /**
   * Looks for wrappings.
   *
   * @param beginning the first bytes of the input
   * @param whole whether they are all of it
   * @param judge reads them
   * @param forms how the lines may look
   */
  public static Unwrapper of(byte[] beginning, boolean whole, Judge judge, List<LineForm> forms) {
    Unwrapper unwrapper = new Unwrapper(Head.of(beginning, whole), judge, forms);
    unwrapper.search();
    return unwrapper;
  }

  private void search() {
    understood = judge.read(head.bytes());
    while (layers.size() < MOST_LAYERS && (takeForeign() || takeHelpful())) {
      // The search goes on with what is left.
    }
    Head broken = head;
    List<LineForm> known = understood.form() == LineForm.NONE ? forms : List.of(understood.form());
    for (LineForm form : known) {
      takeBreaks(broken, form);
    }
  }

  /** Takes off the first wrapping that no tracer makes, unless less is understood then. */
  private boolean takeForeign() {
    for (Wrapping candidate : candidates(head)) {
      if (candidate.isForeign()) {
        Head then = apply(head, List.of(candidate), null);
        Understood now = judge.read(then.bytes());
        if (!now.isMuchWorseThan(understood)) {
          understood = now;
          head = then;
          layers.add(candidate);
          return true;
        }
      }
    }
    return false;
  }

  /** Takes off the wrapping, or the two, that help most; false when none helps. */
  private boolean takeHelpful() {
    return understood.unparsed() > 0
        && (takeBest(List.of()) || candidates(head).stream().anyMatch(c -> takeBest(List.of(c))));
  }

  /** Joins lines that were broken at a width, unless that does harm, or does not help. */
  private void takeBreaks(Head broken, LineForm form) {
    WrappedLines found = WrappedLines.of(broken, form);
    if (found == null) {
      return;
    }
    Head joined = apply(broken, List.of(), found);
    Understood now = judge.read(joined.bytes());
    boolean harmless = seams == null && found.isCertain() && !now.isMuchWorseThan(understood);
    if (harmless || now.betterThan(understood)) {
      understood = now;
      head = joined;
      seams = found;
    }
  }

  /** Takes off the wrapping that, behind these others, helps most; false when none helps. */
  private boolean takeBest(List<Wrapping> before) {
    Head left = before.isEmpty() ? head : apply(head, before, null);
    List<Wrapping> best = List.of();
    Head rest = head;
    for (Wrapping candidate : candidates(left)) {
      List<Wrapping> taken = new ArrayList<>(before);
      taken.add(candidate);
      Head then = apply(head, taken, null);
      Understood now = judge.read(then.bytes());
      if (now.betterThan(understood)) {
        understood = now;
        best = taken;
        rest = then;
      }
    }
    layers.addAll(best);
    head = rest;
    return !best.isEmpty();
  }

  private static List<Wrapping> candidates(Head head) {
    return Wrappings.of(head).stream()
        .filter(wrapping -> head.share(wrapping) > wrapping.leastShare())
        .toList();
  }

  private static Head apply(Head lines, List<Wrapping> wrappings, @Nullable WrappedLines joining) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(lines.bytes());
    try (InputStream in = new UnwrappedInput(bytes, wrappings, joining)) {
      return Head.of(in.readAllBytes(), true);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  /**
   * True when the first lines are what a tracer writes, without a look at what else they could be.
   *
   * @param beginning the first bytes of the input
   * @param form how lines of the dialect look that they were found to be
   */
  public static boolean standsBare(byte[] beginning, LineForm form) {
    return BareLines.are(beginning, form);
  }

  /** True when the log stands bare. */
  public boolean isBare() {
    return layers.isEmpty() && seams == null;
  }

  /** The first lines, bare. */
  public byte[] head() {
    return head.bytes();
  }

  /** The bare log that {@code wrapped} holds; itself when there is nothing to take off. */
  public InputStream open(InputStream wrapped) {
    if (isBare()) {
      return wrapped;
    }
    opened = new UnwrappedInput(wrapped, layers, seams);
    return opened;
  }

  /** What was taken off of what has been read so far. */
  public List<String> notes() {
    UnwrappedInput in = opened;
    return in == null ? List.of() : in.notes();
  }
}
