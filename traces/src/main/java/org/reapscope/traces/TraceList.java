package org.reapscope.traces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Traces named by paths: a directory that is no trace itself stands for those in and below it. */
public final class TraceList {
  private TraceList() {}

  /**
   * One trace to read.
   *
   * @param spec what {@link Traces#open} takes
   * @param named false when it was come upon in a directory, where not every file is a trace
   */
  public record Item(String spec, boolean named) {}

  /**
   * Puts what the directories among {@code specs} hold in their place, sorted by path.
   *
   * @throws IOException when a directory cannot be listed
   */
  public static List<Item> of(List<String> specs) throws IOException {
    List<Item> items = new ArrayList<>();
    for (String spec : specs) {
      int before = items.size();
      if (!spec.equals("-") && isFolder(spec) && !Traces.isTrace(Path.of(spec))) {
        walk(Path.of(spec), items);
      }
      if (items.size() == before) {
        items.add(new Item(spec, true));
      }
    }
    return items;
  }

  private static boolean isFolder(String spec) {
    try {
      return Files.isDirectory(Path.of(spec));
    } catch (InvalidPathException none) {
      return false;
    }
  }

  private static void walk(Path folder, List<Item> items) throws IOException {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(folder)) {
      entries = listed.filter(TraceList::shown).sorted().toList();
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
    for (Path entry : entries) {
      if (!Files.isDirectory(entry)) {
        items.add(new Item(entry.toString(), false));
      } else if (!Files.isSymbolicLink(entry)) {
        if (Traces.isTraceOnly(entry)) {
          items.add(new Item(entry.toString(), false));
        } else {
          walk(entry, items);
        }
      }
    }
  }

  private static boolean shown(Path entry) {
    return FolderNames.isShown(String.valueOf(entry.getFileName()));
  }
}
