package org.reapscope.fleet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** So many bytes of a stream, and no more. */
final class MemberStream extends FilterInputStream {
  private long left;

  private MemberStream(InputStream in, long length) {
    super(in);
    this.left = length;
  }

  /** The content of an archive's member; {@code archive} stands where it begins. */
  static InputStream of(Unit.Member member, InputStream archive) {
    InputStream stored = new MemberStream(archive, member.stored());
    if (!member.deflated()) {
      return stored;
    }
    Inflater inflater = new Inflater(true);
    return new InflaterInputStream(stored, inflater, 1 << 16) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int got = super.read(to, from, (int) Math.min(left, length));
    left -= Math.max(0, got);
    return got;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(Math.min(left, bytes));
    left -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(left, super.available());
  }
}
