package org.reapscope.fleet;

import java.io.Serializable;
import java.util.List;

/**
 * One piece of work for one task.
 *
 * @param path where it stands, as Hadoop's file systems name it
 * @param kind what it is
 * @param bytes its size as stored
 * @param inside the trace's path in its archive; empty for the other kinds
 * @param members the archive's files that make up the trace; empty for the other kinds
 */
record Unit(String path, Kind kind, long bytes, String inside, List<Member> members)
    implements Serializable {
  /** What a path holds. */
  enum Kind {
    /** One trace, which is streamed. */
    FILE,
    /** The NAME.PID files of one strace -ff run. */
    FOLDER,
    /** One trace of an archive that can be entered at any place. */
    INSIDE,
    /** An archive that has to be read from its beginning, with any number of traces. */
    ARCHIVE
  }

  /**
   * A file in an archive.
   *
   * @param name its path there
   * @param offset where its bytes begin in the archive
   * @param stored how many they are
   * @param deflated whether they are compressed as in .zip, not as they are
   */
  record Member(String name, long offset, long stored, boolean deflated) implements Serializable {
    /** The name without the folders. */
    String base() {
      return name.substring(name.lastIndexOf('/') + 1);
    }
  }

  static Unit of(String path, Kind kind, long bytes) {
    return new Unit(path, kind, bytes, "", List.of());
  }

  /** The trace's name in results. */
  String name() {
    return kind == Kind.INSIDE ? nameInside(inside) : path;
  }

  /** The name in results of a trace of this archive. */
  String nameInside(String inner) {
    return path + "!/" + inner;
  }
}
