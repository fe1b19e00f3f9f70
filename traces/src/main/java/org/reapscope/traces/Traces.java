package org.reapscope.traces;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.unwrap.Encoding;
import org.reapscope.traces.unwrap.Unwrapper;

/**
 * Opens traces.
 *
 * <p>A spec is a path, {@code -} for standard input, or {@code FORMAT:path}, which skips detection.
 * A directory of NAME.PID files, or the path {@code directory/NAME}, is one trace of strace -ff.
 * Compression is found by the first bytes, the format by the first lines.
 */
public final class Traces {
  private static final int HEAD = 64 << 10;

  private Traces() {}

  /** Opens {@code spec} with the default limits. */
  public static TraceReader open(String spec) throws IOException {
    return open(spec, ReadOptions.DEFAULT);
  }

  /**
   * Opens {@code spec}.
   *
   * @throws TraceException when there is no such input, or it is no trace
   * @throws IOException when it cannot be read
   */
  public static TraceReader open(String spec, ReadOptions options) throws IOException {
    Spec named = Spec.of(spec);
    String name = named.name();
    TraceFormat forced = named.format();
    if (name.equals("-")) {
      return open("standard input", System.in, forced, options);
    }
    Path path = path(name);
    if (named.mayBeFolder()) {
      TraceFolder folder = TraceFolder.find(path, options);
      if (folder != null) {
        return new OpenedTrace(name, folder.reader(), folder::damage, List::of);
      }
    }
    return open(name, Files.newInputStream(existing(path)), forced, options);
  }

  /**
   * Opens a log that is still being written, or standard input, and reads on as it grows.
   *
   * @param over whether it is time to end: a file is read up to where it stands then, standard
   *     input until it rests
   * @throws TraceException when there is no such input, or it is no trace of one file
   */
  public static LiveTrace follow(String spec, BooleanSupplier over) throws IOException {
    Spec named = Spec.of(spec);
    boolean standard = named.name().equals("-");
    String name = standard ? "standard input" : named.name();
    return standard
        ? follow(name, new LiveInput(System.in, over), named.format())
        : follow(
            name,
            new LiveInput(new GrowingFile(existing(path(name)), over), () -> false),
            named.format());
  }

  /** Reads {@code in} as it comes, to its end; {@code format} is its dialect's word. */
  public static LiveTrace follow(String format, InputStream in) throws IOException {
    TraceFormat dialect = TraceFormat.ofWord(format).orElseThrow();
    return follow(format, new LiveInput(in, () -> false), dialect);
  }

  private static LiveTrace follow(String name, LiveInput input, @Nullable TraceFormat forced)
      throws IOException {
    try {
      Opened opened = detect(name, input, forced, ReadOptions.DEFAULT, input::rests);
      return new LiveTrace(input, opened(name, opened));
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** The path in a spec, without the dialect that it may begin with. */
  public static String pathOf(String spec) {
    return Spec.of(spec).name();
  }

  /** Whether a directory holds the NAME.PID files of one strace -ff run, whatever else it holds. */
  public static boolean isTrace(Path directory) throws IOException {
    return TraceFolder.holdsOne(directory, false);
  }

  /** Whether a directory holds the NAME.PID files of one strace -ff run and nothing else. */
  public static boolean isTraceOnly(Path directory) throws IOException {
    return TraceFolder.holdsOne(directory, true);
  }

  private static Path path(String name) throws TraceException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TraceException(name + ": not a path: " + e.getReason());
    }
  }

  private static Path existing(Path path) throws TraceException {
    if (!Files.exists(path)) {
      boolean format = path.toString().matches("[a-z.-]+:.*");
      String hint = format ? "; before a colon may stand " + TraceFormat.words() : "";
      throw new TraceException(path + ": no such file or directory" + hint);
    }
    if (Files.isDirectory(path)) {
      throw new TraceException(
          path + ": a directory that holds no NAME.PID files of strace -ff; name one trace in it");
    }
    if (!Files.isReadable(path)) {
      throw new TraceException(path + ": permission denied");
    }
    return path;
  }

  /** Opens a stream with the default limits; {@code name} stands in messages. */
  public static TraceReader open(String name, InputStream in) throws IOException {
    return open(name, in, null, ReadOptions.DEFAULT);
  }

  /** Opens a stream; {@code name} stands in messages. */
  static TraceReader open(
      String name, InputStream in, @Nullable TraceFormat forced, ReadOptions options)
      throws IOException {
    try {
      return opened(name, detect(name, in, forced, options));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static TraceReader opened(String name, Opened opened) {
    return new OpenedTrace(
        name, opened.format().open(opened.plain()), opened::damage, opened.notes());
  }

  /**
   * What a spec names.
   *
   * @param format the dialect it forces, or null
   * @param name the path, or {@code -}
   */
  record Spec(@Nullable TraceFormat format, String name) {
    static Spec of(String spec) {
      int colon = spec.indexOf(':');
      TraceFormat forced =
          colon < 0 ? null : TraceFormat.ofWord(spec.substring(0, colon)).orElse(null);
      return new Spec(forced, forced == null ? spec : spec.substring(colon + 1));
    }

    /** Only strace writes a trace as several files. */
    boolean mayBeFolder() {
      return format == null || format == TraceFormat.STRACE;
    }
  }

  /**
   * An input whose compression, encoding, wrapping and dialect are known.
   *
   * @param plain its bytes, decompressed and bare, from the first on
   * @param expanded what decompresses them, or null
   * @param notes what was taken off them so far
   */
  record Opened(
      TraceFormat format,
      InputStream plain,
      @Nullable ExpandedInput expanded,
      Supplier<List<String>> notes) {
    /** What is wrong with the compressed data, or null. */
    @Nullable String damage() {
      return expanded == null ? null : expanded.damage();
    }
  }

  /** Looks at the first bytes of {@code in} for compression, encoding, wrapping and dialect. */
  static Opened detect(
      String name, InputStream in, @Nullable TraceFormat forced, ReadOptions options)
      throws IOException {
    return detect(name, in, forced, options, null);
  }

  /** The same, content with fewer first bytes where they tell the dialect and no more come yet. */
  private static Opened detect(
      String name,
      InputStream in,
      @Nullable TraceFormat forced,
      ReadOptions options,
      @Nullable BooleanSupplier rests)
      throws IOException {
    PeekedInput raw = new PeekedInput(in, 16);
    Compression compression = Compression.of(raw.head(), raw.head().length);
    if (rests != null && compression != Compression.NONE && compression != Compression.GZIP) {
      throw new TraceException(
          name
              + ": a log that is compressed by "
              + compression.word()
              + " cannot be read line by line while it is written; gzip or plain text can");
    }
    ExpandedInput expanded = expand(name, raw, compression, options);
    InputStream bytes = expanded == null ? raw : rests == null ? expanded : new LineSteps(expanded);
    PeekedInput plain =
        new PeekedInput(
            bytes,
            HEAD,
            head ->
                rests != null
                    && (forced != null || TraceFormat.detect(head).isPresent())
                    && rests.getAsBoolean());
    Encoding encoding = Encoding.of(plain.head());
    if (encoding != Encoding.BYTES) {
      plain = new PeekedInput(encoding.open(plain), HEAD);
    }
    byte[] head = plain.head();
    TraceFormat seen = forced == null ? TraceFormat.detect(head).orElse(null) : forced;
    if (seen != null && head.length > 0 && Unwrapper.standsBare(head, seen.form())) {
      return new Opened(seen, plain, expanded, () -> notes(encoding, List.of()));
    }
    Unwrapper unwrapper =
        Unwrapper.of(
            head,
            head.length < HEAD,
            text -> Understanding.of(text, forced),
            TraceFormat.forms(forced));
    TraceFormat format =
        forced != null || unwrapper.isBare()
            ? seen
            : TraceFormat.detect(unwrapper.head()).orElse(null);
    if (format == null) {
      throw stranger(name, head, expanded);
    }
    return new Opened(
        format, unwrapper.open(plain), expanded, () -> notes(encoding, unwrapper.notes()));
  }

  private static List<String> notes(Encoding encoding, List<String> takenOff) {
    List<String> notes = new ArrayList<>(takenOff);
    String decoded = encoding.note();
    if (decoded != null) {
      notes.add(0, decoded);
    }
    return notes;
  }

  /** The compressed input's plain bytes, or null when it is not compressed. */
  static @Nullable ExpandedInput expand(
      String name, InputStream raw, Compression compression, ReadOptions options) {
    return compression == Compression.NONE
        ? null
        : new ExpandedInput(name, raw, compression, options);
  }

  private static TraceException stranger(
      String name, byte[] head, @Nullable ExpandedInput expanded) {
    if (head.length == 0) {
      String damage = expanded == null ? null : expanded.damage();
      return new TraceException(name + ": " + (damage == null ? "empty" : damage));
    }
    return new NotATraceException(
        name
            + ": not a trace: expected one of "
            + TraceFormat.words()
            + ", found "
            + Contents.describe(head)
            + (Contents.holdsCalls(head)
                ? "; it holds lines like strace's among others: strace:" + name + " reads them"
                : ""));
  }
}
