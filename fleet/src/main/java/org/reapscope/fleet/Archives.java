package org.reapscope.fleet;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks archives of traces. */
final class Archives {
  private Archives() {}

  /**
   * Unpacks into {@code scratch}.
   *
   * @throws DamagedArchiveException when the archive is no archive, cut, or holds what may not be
   *     unpacked
   */
  static void unpack(String name, InputStream in, Scratch scratch) throws DamagedArchiveException {
    try (ArchiveInputStream<?> archive = open(name, new BufferedInputStream(in, 1 << 16))) {
      int entries = 0;
      for (ArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        if (!entry.isDirectory() && archive.canReadEntryData(entry)) {
          scratch.put(entry.getName(), archive);
          entries++;
        }
      }
      if (entries == 0) {
        throw new IOException("it holds no file");
      }
    } catch (IOException | RuntimeException damaged) {
      throw new DamagedArchiveException(
          name + ": cannot be unpacked: " + damaged.getMessage(), damaged);
    }
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
