package org.reapscope.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives as people make them. */
final class TestArchives {
  private TestArchives() {}

  /** The files of a folder in a folder of the archive, after a directory entry and a link. */
  static byte[] tar(Path folder, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);
        var files = Files.list(folder)) {
      tar.putArchiveEntry(new TarArchiveEntry("./" + name + "/"));
      tar.closeArchiveEntry();
      for (Path file : files.sorted().toList()) {
        TarArchiveEntry entry = new TarArchiveEntry("./" + name + "/" + file.getFileName());
        entry.setSize(Files.size(file));
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
      }
      TarArchiveEntry link = new TarArchiveEntry("latest", TarArchiveEntry.LF_SYMLINK);
      link.setLinkName(name);
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  /** One file whole, and the beginning of itself once more. */
  static byte[] cut(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int whole = 0;
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (String name : new String[] {"whole.log.gz", "cut.log.gz"}) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(Files.size(file));
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
        whole = whole == 0 ? (int) tar.getBytesWritten() : whole;
      }
    }
    return Arrays.copyOf(bytes.toByteArray(), whole + 512 + (int) Files.size(file) / 2);
  }
}
