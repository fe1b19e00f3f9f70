package org.reapscope.traces.unwrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.ChunkedInput;

/** Encodings in which logs come that were plain bytes when they were written. */
public enum Encoding {
  /** Any superset of ASCII, as tracers write. */
  BYTES(null, 0),
  /** UTF-8 behind a byte order mark, as editors on Windows save it. */
  MARKED_UTF8(null, 3),
  /** UTF-16, as PowerShell redirects it. */
  UTF16_LITTLE(StandardCharsets.UTF_16LE, 0),
  /** UTF-16, high byte first. */
  UTF16_BIG(StandardCharsets.UTF_16BE, 0);

  static final byte[] UTF8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int LEAST_BYTES = 32;

  private final @Nullable Charset charset;
  private final int mark;

  Encoding(@Nullable Charset charset, int mark) {
    this.charset = charset;
    this.mark = mark;
  }

  /** The encoding of an input with this beginning: by its mark, or by a zero in every character. */
  public static Encoding of(byte[] head) {
    if (Bytes.startsWith(head, 0, head.length, UTF8_MARK)) {
      return MARKED_UTF8;
    }
    int first = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | head[1] & 0xff;
    if (first == 0xfffe) {
      return UTF16_LITTLE;
    }
    return first == 0xfeff ? UTF16_BIG : unmarked(head);
  }

  private static Encoding unmarked(byte[] head) {
    int length = head.length & ~1;
    int[] zeros = new int[2];
    for (int at = 0; at < length; at++) {
      byte c = head[at];
      if (c == 0) {
        zeros[at & 1]++;
      } else if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != 0x1b) {
        return BYTES;
      }
    }
    int most = length / 2;
    if (length < LEAST_BYTES) {
      return BYTES;
    }
    return zeros[1] > most * 9 / 10 && zeros[0] == 0
        ? UTF16_LITTLE
        : zeros[0] > most * 9 / 10 && zeros[1] == 0 ? UTF16_BIG : BYTES;
  }

  /** A sentence for the reader of the results; null for plain bytes. */
  public @Nullable String note() {
    return charset == null ? null : "the log is encoded in " + charset.name() + "; it was decoded";
  }

  /** The log's own bytes. */
  public InputStream open(InputStream in) throws IOException {
    if (charset != null) {
      return new Decoded(new InputStreamReader(in, charset));
    }
    in.readNBytes(mark);
    return in;
  }

  /** Characters as UTF-8, without the mark. */
  private static final class Decoded extends ChunkedInput {
    private final Reader reader;
    private final char[] characters = new char[1 << 13];
    private boolean begun;

    Decoded(Reader reader) {
      this.reader = reader;
    }

    @Override
    protected boolean fetch() throws IOException {
      int read = reader.read(characters);
      if (read < 0) {
        return false;
      }
      int mark = !begun && read > 0 && characters[0] == '\ufeff' ? 1 : 0;
      begun = true;
      hold(new String(characters, mark, read - mark).getBytes(StandardCharsets.UTF_8));
      return true;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
