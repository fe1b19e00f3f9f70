package org.reapscope.traces;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.strace.StraceFiles;

/** The NAME.PID files of one strace -ff run, plain or compressed one by one. */
final class TraceFolder {
  private static final int MAGIC = 16;

  private final ReadOptions options;
  private final List<Member> members = new ArrayList<>();
  private @Nullable String damage;

  private TraceFolder(ReadOptions options) {
    this.options = options;
  }

  /** The set that {@code path} names as directory or stem, or null when it names none. */
  static @Nullable TraceFolder find(Path path, ReadOptions options) throws IOException {
    if (Files.isDirectory(path)) {
      return only(path, sets(path, ""), options);
    }
    Path parent = path.toAbsolutePath().getParent();
    Path stem = path.getFileName();
    if (Files.exists(path) || parent == null || stem == null || !Files.isDirectory(parent)) {
      return null;
    }
    List<Matcher> files = sets(parent, stem.toString()).get(stem.toString());
    return files == null ? null : of(parent, files, options);
  }

  /** Whether {@code directory} holds one set; {@code alone}: and no other entry. */
  static boolean holdsOne(Path directory, boolean alone) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<String> names = entries.map(entry -> String.valueOf(entry.getFileName())).toList();
      return alone ? FolderNames.areOneTrace(names) : FolderNames.holdOneTrace(names);
    }
  }

  private static @Nullable TraceFolder only(
      Path directory, Map<String, List<Matcher>> sets, ReadOptions options) throws TraceException {
    if (sets.isEmpty()) {
      return null;
    }
    if (sets.size() > 1) {
      throw new TraceException(
          directory
              + ": holds several traces of strace -ff: name one of "
              + String.join(", ", sets.keySet().stream().limit(10).toList())
              + " in it");
    }
    return of(directory, sets.values().iterator().next(), options);
  }

  private static TraceFolder of(Path directory, List<Matcher> files, ReadOptions options) {
    TraceFolder folder = new TraceFolder(options);
    for (Matcher file : files) {
      folder.members.add(
          folder.new Member(Integer.parseInt(file.group(2)), directory.resolve(file.group())));
    }
    return folder;
  }

  /** The directory's files by stem; only those of {@code stem} unless it is empty. */
  private static Map<String, List<Matcher>> sets(Path directory, String stem) throws IOException {
    Map<String, List<Matcher>> sets = new TreeMap<>();
    try (Stream<Path> entries = Files.list(directory)) {
      entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(FolderNames::isShown)
          .map(FolderNames.FILE::matcher)
          .filter(Matcher::matches)
          .filter(name -> stem.isEmpty() || name.group(1).equals(stem))
          .forEach(name -> sets.computeIfAbsent(name.group(1), k -> new ArrayList<>()).add(name));
    }
    return sets;
  }

  TraceReader reader() {
    return new StraceFiles(members);
  }

  /** Text of lines by their number in the merged order. */
  SortedMap<Long, String> lines(SortedSet<Long> wanted) throws IOException {
    return new StraceFiles(members).lines(wanted);
  }

  /** What is wrong with a member's compressed data, or null. */
  @Nullable String damage() {
    return damage;
  }

  /** One file of the set. */
  private final class Member implements StraceFiles.Member {
    private final int tid;
    private final Path path;

    Member(int tid, Path path) {
      this.tid = tid;
      this.path = path;
    }

    @Override
    public int tid() {
      return tid;
    }

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public InputStream open() throws IOException {
      PeekedInput raw = new PeekedInput(Files.newInputStream(path), MAGIC);
      Compression compression = Compression.of(raw.head(), raw.head().length);
      ExpandedInput expanded = Traces.expand(name(), raw, compression, options);
      return expanded == null ? raw : new Watched(expanded);
    }

    /** Notes damage when the file has been read. */
    private final class Watched extends java.io.FilterInputStream {
      private final ExpandedInput expanded;

      Watched(ExpandedInput expanded) {
        super(expanded);
        this.expanded = expanded;
      }

      @Override
      public void close() throws IOException {
        String found = expanded.damage();
        if (found != null) {
          damage = path + ": " + found;
        }
        super.close();
      }
    }
  }
}
