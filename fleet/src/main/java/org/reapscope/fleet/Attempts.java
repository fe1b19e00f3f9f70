package org.reapscope.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/** How often Spark tries a task before it gives up the job. */
final class Attempts {
  private static final Pattern LOCAL = Pattern.compile("local(\\[[^,\\]]*(,\\s*(\\d+)\\s*)?\\])?");
  private static final int DEFAULT = 4;

  private Attempts() {}

  /** {@code spark.task.maxFailures}, or what a local master's name says instead. */
  static int of(SparkConf conf) {
    Matcher local = LOCAL.matcher(conf.get("spark.master", ""));
    if (local.matches()) {
      String tries = local.group(3);
      return tries == null ? 1 : Integer.parseInt(tries);
    }
    return conf.getInt("spark.task.maxFailures", DEFAULT);
  }
}
