package org.reapscope.traces.ftrace.dat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.reapscope.traces.TraceException;

/** Sections come back whole, or the file is refused with the reason. */
final class DecompressorTest {

  @Test
  void expandsZlib() throws IOException {
    byte[] plain = "header_page and much more of the same, of the same".getBytes("ASCII");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(plain);
    }

    assertThat(new Decompressor("zlib").expand(out.toByteArray(), plain.length)).isEqualTo(plain);
  }

  @Test
  void refusesDamage() {
    assertThatThrownBy(() -> new Decompressor("zlib").expand(new byte[] {1, 2, 3}, 10))
        .isInstanceOf(TraceException.class);
    assertThatThrownBy(() -> new Decompressor("zstd").expand(new byte[] {1, 2, 3}, 10))
        .isInstanceOf(TraceException.class);
    assertThatThrownBy(() -> new Decompressor("zstd").expand(new byte[] {1, 2, 3}, 1L << 40))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("claims");
  }

  @Test
  void namesAnAlgorithmThatItLacks() {
    assertThatThrownBy(() -> new Decompressor("lz9").expand(new byte[0], 0))
        .hasMessageContaining("lz9")
        .hasMessageContaining("--compression none");
  }
}
