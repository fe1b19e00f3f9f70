package org.reapscope.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.reapscope.traces.FolderNames;

/**
 * Finds where in an archive each trace stands, so that each can be a task of its own. A .zip and a
 * plain .tar can be entered anywhere; a compressed .tar, one that is damaged, or one that holds
 * what cannot be entered stays one piece, to be unpacked from its beginning.
 */
final class ArchiveIndex implements FlatMapFunction<Unit, Unit> {
  private static final long serialVersionUID = 1;

  private final Storage storage;

  ArchiveIndex(Storage storage) {
    this.storage = storage;
  }

  @Override
  public Iterator<Unit> call(Unit archive) {
    return traces(archive).iterator();
  }

  private List<Unit> traces(Unit archive) {
    boolean zip = archive.path().endsWith(".zip");
    if (!zip && !archive.path().endsWith(".tar")) {
      return List.of(archive);
    }
    try {
      FileSystem files = storage.of(archive.path());
      Path path = new Path(archive.path());
      try (HadoopChannel channel = new HadoopChannel(files.open(path), archive.bytes())) {
        return grouped(archive, zip ? ofZip(channel) : ofTar(channel));
      }
    } catch (IOException | RuntimeException damaged) {
      // Unpacking tells what is wrong, and saves what stands before it.
      return List.of(archive);
    }
  }

  private static List<Unit.Member> ofZip(HadoopChannel channel) throws IOException {
    List<Unit.Member> members = new ArrayList<>();
    try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        if (entry.isDirectory() || entry.isUnixSymlink()) {
          continue;
        }
        boolean deflated = entry.getMethod() == ZipMethod.DEFLATED.getCode();
        boolean plain = entry.getMethod() == ZipMethod.STORED.getCode();
        if (!(deflated || plain) || entry.getGeneralPurposeBit().usesEncryption()) {
          throw new IOException(entry.getName() + " cannot be entered");
        }
        // Asking for the bytes is what makes the library find where they begin.
        zip.getRawInputStream(entry).close();
        members.add(
            new Unit.Member(
                entry.getName(), entry.getDataOffset(), entry.getCompressedSize(), deflated));
      }
    }
    return members;
  }

  private static List<Unit.Member> ofTar(HadoopChannel channel) throws IOException {
    List<Unit.Member> members = new ArrayList<>();
    try (TarFile tar = new TarFile(channel)) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        if (entry.isSparse()) {
          throw new IOException(entry.getName() + " cannot be entered");
        }
        if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
          members.add(
              new Unit.Member(entry.getName(), entry.getDataOffset(), entry.getSize(), false));
        }
      }
    }
    return members;
  }

  /** By the rules for folders on disk. Of several files of one name the last counts. */
  private static List<Unit> grouped(Unit archive, List<Unit.Member> members) throws IOException {
    if (members.isEmpty()) {
      throw new IOException("it holds no file");
    }
    TreeMap<String, Map<String, Unit.Member>> folders = new TreeMap<>();
    for (Unit.Member member : members) {
      String name = clean(member.name());
      if (isShown(name)) {
        String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        folders.computeIfAbsent(folder, none -> new TreeMap<>()).put(member.base(), member);
      }
    }
    List<Unit> traces = new ArrayList<>();
    folders.forEach(
        (folder, files) -> {
          if (isLeaf(folders, folder) && FolderNames.areOneTrace(files.keySet())) {
            traces.add(inside(archive, folder, List.copyOf(files.values())));
          } else {
            files.values().forEach(one -> traces.add(inside(archive, clean(one.name()), List.of(one))));
          }
        });
    return traces;
  }

  private static boolean isLeaf(TreeMap<String, ?> folders, String folder) {
    if (folder.isEmpty()) {
      return folders.size() == 1;
    }
    String next = folders.ceilingKey(folder + "/");
    return next == null || !next.startsWith(folder + "/");
  }

  private static String clean(String name) {
    return name.replace('\\', '/').replaceAll("/\\.?(?=/)", "").replaceFirst("^(\\./|/)+", "");
  }

  private static boolean isShown(String name) {
    for (String part : name.split("/", -1)) {
      if (!FolderNames.isShown(part)) {
        return false;
      }
    }
    return true;
  }

  private static Unit inside(Unit archive, String name, List<Unit.Member> members) {
    long bytes = members.stream().mapToLong(Unit.Member::stored).sum();
    return new Unit(archive.path(), Unit.Kind.INSIDE, bytes, name, members);
  }
}
