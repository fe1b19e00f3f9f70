package org.reapscope.traces;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** The compressions that inputs may have, told apart by their first bytes. */
enum Compression {
  GZIP("gzip", new int[] {0x1f, 0x8b}, in -> new GZIPInputStream(in, 1 << 16)),
  ZSTD("zstd", new int[] {0x28, 0xb5, 0x2f, 0xfd}, ZstdInputStream::new),
  XZ("xz", new int[] {0xfd, '7', 'z', 'X', 'Z', 0}, XZInputStream::new),
  BZIP2("bzip2", new int[] {'B', 'Z', 'h'}, in -> new BZip2CompressorInputStream(in, true)),
  NONE("", new int[0], in -> in);

  private final String word;
  private final int[] magic;
  private final Opener opener;

  Compression(String word, int[] magic, Opener opener) {
    this.word = word;
    this.magic = magic;
    this.opener = opener;
  }

  @FunctionalInterface
  private interface Opener {
    InputStream open(InputStream in) throws IOException;
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
    return opener.open(in);
  }
}
