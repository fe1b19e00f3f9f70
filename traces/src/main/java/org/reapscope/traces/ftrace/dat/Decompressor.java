package org.reapscope.traces.ftrace.dat;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.reapscope.traces.TraceException;

/** Expands the compressed sections of a version 7 file. */
final class Decompressor {
  private static final int LARGEST = 1 << 26;

  private final String algorithm;

  Decompressor(String algorithm) {
    this.algorithm = algorithm;
  }

  /** The {@code size} bytes that {@code compressed} stands for. */
  byte[] expand(byte[] compressed, long size) throws TraceException {
    if (size < 0 || size > LARGEST) {
      throw new TraceException(
          "The trace.dat is damaged: a compressed part claims " + size + " bytes.");
    }
    byte[] out = new byte[(int) size];
    int written =
        switch (algorithm) {
          case "zstd" -> zstd(compressed, out);
          case "zlib" -> zlib(compressed, out);
          default ->
              throw new TraceException(
                  "The trace.dat is compressed with "
                      + algorithm
                      + ", which is not supported; zstd and zlib are. Write it again with:"
                      + " trace-cmd convert --compression none.");
        };
    if (written != out.length) {
      throw damaged();
    }
    return out;
  }

  private static int zstd(byte[] in, byte[] out) throws TraceException {
    try {
      return new ZstdDecompressor().decompress(in, 0, in.length, out, 0, out.length);
    } catch (MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged();
    }
  }

  private static int zlib(byte[] in, byte[] out) throws TraceException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in);
      return inflater.inflate(out);
    } catch (DataFormatException e) {
      throw damaged();
    } finally {
      inflater.end();
    }
  }

  private static TraceException damaged() {
    return new TraceException("The trace.dat is damaged: a compressed part cannot be expanded.");
  }
}
