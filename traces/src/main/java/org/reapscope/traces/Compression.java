package org.reapscope.traces;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** The compressions that inputs may have, told apart by their first bytes. */
enum Compression {
  GZIP("gzip", new int[] {0x1f, 0x8b}),
  ZSTD("zstd", new int[] {0x28, 0xb5, 0x2f, 0xfd}),
  XZ("xz", new int[] {0xfd, '7', 'z', 'X', 'Z', 0}),
  BZIP2("bzip2", new int[] {'B', 'Z', 'h'}),
  NONE("", new int[0]);

  private final String word;
  private final int[] magic;

  Compression(String word, int[] magic) {
    this.word = word;
    this.magic = magic;
  }

  /** The compression whose first bytes these are. */
  static Compression of(byte[] head, int length) {
    for (Compression compression : values()) {
      if (compression.matches(head, length)) {
        return compression;
      }
    }
    return NONE;
  }

  private boolean matches(byte[] head, int length) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** The compression's name, empty for none. */
  String word() {
    return word;
  }

  /** Expands {@code in}. */
  InputStream open(InputStream in) throws IOException {
    return switch (this) {
      case GZIP -> new GZIPInputStream(in, 1 << 16);
      case ZSTD -> new ZstdInputStream(in);
      case XZ -> new XZInputStream(in);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case NONE -> in;
    };
  }
}
