package org.reapscope.traces.ftrace.dat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.ftrace.dat.DatFile.CpuData;

/**
 * One CPU's pages in order, one in memory at a time, or one compressed chunk of them.
 *
 * <pre>
 * compressed = chunks(4) { compressed-size(4) size(4) compressed bytes }
 * </pre>
 */
final class CpuPages {
  private static final int LARGEST_CHUNK = 1 << 26;

  private final SpooledInput input;
  private final DatFile file;
  private final CpuData data;
  private final long end;
  private long position;
  private long chunksLeft;
  private byte[] chunk = new byte[0];
  private int chunkPosition;
  private @Nullable String fault;

  CpuPages(SpooledInput input, DatFile file, CpuData data) {
    this.input = input;
    this.file = file;
    this.data = data;
    position = data.offset();
    end = data.offset() + data.size();
    if (data.offset() < 0 || data.size() < 0 || end < 0 || end > input.size()) {
      fault =
          "its data of "
              + data.size()
              + " bytes at byte "
              + data.offset()
              + " reaches past the file's end at byte "
              + input.size();
    }
  }

  int cpu() {
    return data.cpu();
  }

  /** What was wrong, or null. */
  @Nullable String fault() {
    return fault;
  }

  /** The next page, or null when there is none. */
  @Nullable ByteBuffer next() throws IOException {
    return data.size() <= 0 ? null : data.compressed() ? expanded() : bare();
  }

  private @Nullable ByteBuffer bare() throws IOException {
    byte[] page = input.read(position, (int) Math.min(data.pageSize(), end - position));
    position += data.pageSize();
    return page.length == 0 ? null : ByteBuffer.wrap(page);
  }

  private @Nullable ByteBuffer expanded() throws IOException {
    if (chunkPosition >= chunk.length && !nextChunk()) {
      return null;
    }
    int length = Math.min(data.pageSize(), chunk.length - chunkPosition);
    // A slice, so that places in it count from its own beginning.
    ByteBuffer page = ByteBuffer.wrap(chunk, chunkPosition, length).slice();
    chunkPosition += length;
    return page;
  }

  private boolean nextChunk() throws IOException {
    try {
      DatCursor in = new DatCursor(input, file.bigEndian, position);
      if (position == data.offset()) {
        chunksLeft = in.u4();
      }
      if (chunksLeft-- <= 0) {
        return false;
      }
      long compressed = in.u4();
      long size = in.u4();
      if (size <= 0 || size > LARGEST_CHUNK) {
        throw new TraceException("a chunk of " + size + " bytes");
      }
      chunk = new Decompressor(file.compression).expand(in.block(compressed), size);
      chunkPosition = 0;
      position = in.position();
      return true;
    } catch (TraceException e) {
      // The other CPUs' data may be whole: this one ends here.
      fault = fault == null ? String.valueOf(e.getMessage()) : fault;
      chunksLeft = 0;
      return false;
    }
  }
}
