package org.reapscope.fleet;

import java.io.Serializable;

/**
 * One piece of work for one task.
 *
 * @param path where it stands, as Hadoop's file systems name it
 * @param kind what it is
 * @param bytes its size as stored
 */
record Unit(String path, Kind kind, long bytes) implements Serializable {
  /** What a path holds. */
  enum Kind {
    /** One trace, which is streamed. */
    FILE,
    /** The NAME.PID files of one strace -ff run. */
    FOLDER,
    /** A .tar, .tar.gz, .tgz, .tar.zst, .tar.xz or .zip with any number of traces. */
    ARCHIVE
  }
}
