package org.reapscope.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.reapscope.analyzer.result.TraceResult;

/**
 * Results as few bytes: compressed JSON. Series of numbers make up most of a result, and pack to a
 * sixth even at the fastest level.
 */
final class ResultCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultCodec() {}

  static byte[] encode(TraceResult result) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 13);
    Deflater fastest = new Deflater(Deflater.BEST_SPEED);
    try (OutputStream packed = new DeflaterOutputStream(bytes, fastest, 1 << 13)) {
      JSON.writeValue(packed, result);
    } finally {
      fastest.end();
    }
    return bytes.toByteArray();
  }

  /**
   * The result that was encoded.
   *
   * @throws IOException when the bytes are damaged
   */
  static TraceResult decode(byte[] bytes) throws IOException {
    try (InputStream packed = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return JSON.readValue(packed, TraceResult.class);
    }
  }
}
