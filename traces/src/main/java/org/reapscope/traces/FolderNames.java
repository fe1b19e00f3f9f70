package org.reapscope.traces;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by the names in a folder, on whatever file system it stands, whether it is one trace: the
 * NAME.PID files of one {@code strace -ff} run, plain or compressed one by one.
 */
public final class FolderNames {
  /** The name, its stem in group 1 and the task's number in group 2. */
  static final Pattern FILE = Pattern.compile("(.+)\\.(\\d{1,7})(\\.(gz|zst|xz|bz2))?");

  private FolderNames() {}

  /** Whether a file takes part in anything: hidden ones do not. */
  public static boolean isShown(String name) {
    return !name.startsWith(".");
  }

  /** Whether there are such files of one run, whatever else there is. */
  public static boolean holdOneTrace(Collection<String> names) {
    return stems(names).size() == 1;
  }

  /** Whether there are such files of one run and nothing else that is shown. */
  public static boolean areOneTrace(Collection<String> names) {
    return holdOneTrace(names)
        && names.stream().filter(FolderNames::isShown).allMatch(FILE.asMatchPredicate());
  }

  private static Set<String> stems(Collection<String> names) {
    Set<String> stems = new HashSet<>();
    for (String name : names) {
      Matcher file = FILE.matcher(name);
      if (isShown(name) && file.matches()) {
        stems.add(file.group(1));
      }
    }
    return stems;
  }
}
