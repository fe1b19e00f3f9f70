package org.reapscope.fleet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.TraceList;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.Traces;

/** Opens the traces of a {@link Unit}. A trace of one file is streamed; others are copied first. */
final class UnitReader {
  private final Storage storage;

  UnitReader(Storage storage) {
    this.storage = storage;
  }

  /** Opens one trace, from its beginning each time. */
  @FunctionalInterface
  interface Opener {
    TraceReader open() throws IOException;
  }

  /** What is to be made of each trace. */
  interface Visitor<T> {
    /** A trace. */
    T trace(String name, Opener opener);

    /** A trace or archive that cannot be reached, or not to its end. */
    T damaged(String name, String why);
  }

  /**
   * Visits every trace of a unit.
   *
   * @throws IOException when a file system fails; another attempt may succeed
   */
  <T> List<T> each(Unit unit, Visitor<T> visitor) throws IOException {
    try {
      return switch (unit.kind()) {
        case FILE -> List.of(streamed(unit, visitor));
        case INSIDE ->
            List.of(
                unit.members().size() == 1 ? streamed(unit, visitor) : copied(unit, visitor));
        case FOLDER -> List.of(copied(unit, visitor));
        case ARCHIVE -> unpacked(unit, visitor);
      };
    } catch (FileNotFoundException | AccessControlException gone) {
      return List.of(visitor.damaged(unit.name(), String.valueOf(gone.getMessage())));
    }
  }

  private <T> T streamed(Unit unit, Visitor<T> visitor) throws IOException {
    List<StorageStream> opened = new ArrayList<>();
    try {
      T seen =
          visitor.trace(
              unit.name(),
              () -> {
                StorageStream in = new StorageStream(() -> open(unit));
                opened.add(in);
                return Traces.open(unit.name(), in);
              });
      for (StorageStream in : opened) {
        in.check();
      }
      return seen;
    } finally {
      for (StorageStream in : opened) {
        in.close();
      }
    }
  }

  private <T> T copied(Unit unit, Visitor<T> visitor) throws IOException {
    try (Scratch scratch = new Scratch()) {
      String local = copy(unit, scratch).toString();
      return visitor.trace(unit.name(), () -> Traces.open(local));
    }
  }

  private <T> List<T> unpacked(Unit unit, Visitor<T> visitor) throws IOException {
    try (Scratch scratch = new Scratch()) {
      List<T> seen = new ArrayList<>();
      String damage = unpack(unit, scratch);
      for (TraceList.Item item : TraceList.of(List.of(scratch.folder().toString()))) {
        Path file = Path.of(item.spec());
        if (!item.named()) {
          String inner = scratch.folder().relativize(file).toString();
          seen.add(visitor.trace(unit.nameInside(inner), () -> Traces.open(item.spec())));
        } else if (Traces.isTrace(file)) {
          seen.add(visitor.trace(unit.nameInside(""), () -> Traces.open(item.spec())));
        }
      }
      if (damage != null) {
        seen.add(visitor.damaged(unit.path(), damage));
      }
      return seen;
    }
  }

  /** Unpacks a whole archive; what is wrong with it, null if nothing is. */
  private @Nullable String unpack(Unit unit, Scratch scratch) throws IOException {
    try (StorageStream in = new StorageStream(() -> open(unit))) {
      String damage = Archives.unpack(unit.path(), in, scratch);
      in.check();
      return damage;
    }
  }

  /**
   * Copies the trace {@code name} of a unit to the worker's own disk, as a file or folder of the
   * same name.
   *
   * @throws IOException when that fails
   */
  Path copy(Unit unit, String name, Scratch scratch) throws IOException {
    if (unit.kind() != Unit.Kind.ARCHIVE) {
      return copy(unit, scratch);
    }
    unpack(unit, scratch);
    return scratch.folder().resolve(name.substring(unit.nameInside("").length()));
  }

  private Path copy(Unit unit, Scratch scratch) throws IOException {
    String base = unit.name().substring(unit.name().lastIndexOf('/') + 1);
    if (unit.kind() == Unit.Kind.FOLDER) {
      var folder = new org.apache.hadoop.fs.Path(unit.path());
      for (FileStatus member : storage.of(unit.path()).listStatus(folder)) {
        if (member.isFile()) {
          try (InputStream in = storage.of(unit.path()).open(member.getPath())) {
            scratch.put(base + "/" + member.getPath().getName(), in);
          }
        }
      }
    } else if (unit.members().size() > 1) {
      for (Unit.Member member : unit.members()) {
        try (InputStream in = open(unit.path(), member)) {
          scratch.put(base + "/" + member.base(), in);
        }
      }
    } else {
      try (InputStream in = open(unit)) {
        scratch.put(base, in);
      }
    }
    return scratch.folder().resolve(base);
  }

  private InputStream open(Unit unit) throws IOException {
    return unit.members().isEmpty()
        ? storage.of(unit.path()).open(new org.apache.hadoop.fs.Path(unit.path()))
        : open(unit.path(), unit.members().get(0));
  }

  private InputStream open(String archive, Unit.Member member) throws IOException {
    FSDataInputStream in = storage.of(archive).open(new org.apache.hadoop.fs.Path(archive));
    try {
      in.seek(member.offset());
      return MemberStream.of(member, in);
    } catch (IOException | RuntimeException failed) {
      in.close();
      throw failed;
    }
  }
}
