package org.reapscope.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the traces below paths of any file system that Spark reads. */
final class Units {
  private static final Pattern ARCHIVE = Pattern.compile(".*\\.(tar(\\.(gz|zst|xz|bz2))?|tgz|zip)");
  private static final Pattern OF_ONE_TASK = Pattern.compile("(.+)\\.\\d{1,7}(\\.(gz|zst|xz|bz2))?");

  private Units() {}

  /**
   * The work below {@code paths}, largest first: a trace of gigabytes must not be the last to
   * begin.
   *
   * @throws IOException when a path cannot be listed or does not exist
   */
  static List<Unit> below(List<String> paths, Configuration hadoop) throws IOException {
    List<Unit> units = new ArrayList<>();
    for (String path : paths) {
      Path root = new Path(path);
      FileSystem files = root.getFileSystem(hadoop);
      FileStatus[] matches = files.globStatus(root);
      if (matches == null || matches.length == 0) {
        throw new IOException(path + ": no such file or directory");
      }
      for (FileStatus match : matches) {
        add(files, match, units);
      }
    }
    units.sort(Comparator.comparingLong(Unit::bytes).reversed().thenComparing(Unit::path));
    return units;
  }

  private static void add(FileSystem files, FileStatus status, List<Unit> units)
      throws IOException {
    String path = status.getPath().toString();
    if (!status.isDirectory()) {
      boolean archive = ARCHIVE.matcher(status.getPath().getName()).matches();
      units.add(new Unit(path, archive ? Unit.Kind.ARCHIVE : Unit.Kind.FILE, status.getLen()));
      return;
    }
    FileStatus[] entries =
        Arrays.stream(files.listStatus(status.getPath()))
            .filter(entry -> !entry.getPath().getName().startsWith("."))
            .toArray(FileStatus[]::new);
    if (isFolderTrace(entries)) {
      long bytes = Arrays.stream(entries).mapToLong(FileStatus::getLen).sum();
      units.add(new Unit(path, Unit.Kind.FOLDER, bytes));
      return;
    }
    for (FileStatus entry : entries) {
      add(files, entry, units);
    }
  }

  /** The same rule as the plain tool's: nothing but NAME.PID files, all of one NAME. */
  private static boolean isFolderTrace(FileStatus[] entries) {
    String stem = null;
    for (FileStatus entry : entries) {
      var name = OF_ONE_TASK.matcher(entry.getPath().getName());
      if (entry.isDirectory() || !name.matches() || (stem != null && !stem.equals(name.group(1)))) {
        return false;
      }
      stem = name.group(1);
    }
    return stem != null;
  }
}
