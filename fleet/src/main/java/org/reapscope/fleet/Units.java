package org.reapscope.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.reapscope.traces.FolderNames;

/** Finds the traces below paths of any file system that Spark reads. */
final class Units {
  private static final Pattern ARCHIVE = Pattern.compile(".*\\.(tar(\\.(gz|zst|xz|bz2))?|tgz|zip)");

  private Units() {}

  /**
   * The traces below {@code paths}, and the archives, which are not looked into.
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
        add(files, match, true, units);
      }
    }
    return units;
  }

  private static void add(FileSystem files, FileStatus status, boolean named, List<Unit> units)
      throws IOException {
    String path = status.getPath().toString();
    if (!status.isDirectory()) {
      boolean archive = ARCHIVE.matcher(status.getPath().getName()).matches();
      units.add(Unit.of(path, archive ? Unit.Kind.ARCHIVE : Unit.Kind.FILE, status.getLen()));
      return;
    }
    FileStatus[] entries =
        Arrays.stream(files.listStatus(status.getPath()))
            .filter(entry -> FolderNames.isShown(entry.getPath().getName()))
            .toArray(FileStatus[]::new);
    List<String> names = Arrays.stream(entries).map(entry -> entry.getPath().getName()).toList();
    if (named ? FolderNames.holdOneTrace(names) : FolderNames.areOneTrace(names)) {
      long bytes = Arrays.stream(entries).mapToLong(FileStatus::getLen).sum();
      units.add(Unit.of(path, Unit.Kind.FOLDER, bytes));
      return;
    }
    for (FileStatus entry : entries) {
      add(files, entry, false, units);
    }
  }
}
