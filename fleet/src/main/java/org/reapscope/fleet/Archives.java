package org.reapscope.fleet;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks archives of traces from their beginning. */
final class Archives {
  private Archives() {}

  /**
   * Unpacks into {@code scratch} as far as it goes. Returns what is wrong when the archive is none,
   * is cut, or holds what may not or cannot be unpacked; null when all was unpacked.
   */
  static @Nullable String unpack(String name, InputStream in, Scratch scratch) {
    String refused = null;
    try (ArchiveInputStream<?> archive = open(name, new BufferedInputStream(in, 1 << 16))) {
      int entries = 0;
      for (ArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        entries++;
        if (!archive.canReadEntryData(entry)) {
          refused = name + ": " + entry.getName() + " is encrypted or packed in an unknown way";
        } else if (isFile(entry)) {
          scratch.put(entry.getName(), archive);
        }
      }
      return entries == 0 ? name + ": cannot be unpacked: it holds no file" : refused;
    } catch (IOException | RuntimeException damaged) {
      return name + ": cannot be unpacked: " + damaged.getMessage();
    }
  }

  private static boolean isFile(ArchiveEntry entry) {
    if (entry instanceof TarArchiveEntry tar) {
      return tar.isFile() && !tar.isSymbolicLink() && !tar.isLink();
    }
    return !entry.isDirectory() && !(entry instanceof ZipArchiveEntry zip && zip.isUnixSymlink());
  }

  private static ArchiveInputStream<?> open(String name, InputStream in) throws IOException {
    if (name.endsWith(".zip")) {
      return new ZipArchiveInputStream(in);
    }
    String last = name.substring(name.lastIndexOf('.') + 1);
    return new TarArchiveInputStream(
        switch (last) {
          case "gz", "tgz" -> new GzipCompressorInputStream(in, true);
          case "zst" -> new ZstdInputStream(in);
          case "xz" -> new XZCompressorInputStream(in, true);
          case "bz2" -> new BZip2CompressorInputStream(in, true);
          default -> in;
        });
  }
}
