package org.reapscope.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A compressed log reads like the plain one, under any name, in pieces, and as far as it goes. */
final class CompressionTest {
  @TempDir private Path directory;
  private byte[] log;
  private Reading plain;

  /** The compressors, each of which is the other side of the reader's decompressor. */
  enum Codec {
    GZIP {
      @Override
      OutputStream compress(OutputStream out) throws IOException {
        return new GZIPOutputStream(out);
      }
    },
    ZSTD {
      @Override
      OutputStream compress(OutputStream out) throws IOException {
        return new ZstdOutputStream(out);
      }
    },
    XZ {
      @Override
      OutputStream compress(OutputStream out) throws IOException {
        return new XZOutputStream(out, new LZMA2Options(0));
      }
    },
    BZIP2 {
      @Override
      OutputStream compress(OutputStream out) throws IOException {
        return new BZip2CompressorOutputStream(out);
      }
    };

    abstract OutputStream compress(OutputStream out) throws IOException;

    byte[] compress(byte[] bytes) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (OutputStream compressed = compress(out)) {
        compressed.write(bytes);
      }
      return out.toByteArray();
    }
  }

  @BeforeEach
  void readPlain() throws IOException {
    Path sample = Path.of("samples", "strace", "oddities-y.strace");
    log = Files.readAllBytes(sample);
    plain = Reading.of(Traces.open(sample.toString()));
  }

  @ParameterizedTest
  @EnumSource
  void readsTheSame(Codec codec) throws IOException {
    assertThat(read(codec.compress(log))).isEqualTo(plain);
  }

  @ParameterizedTest
  @EnumSource
  void readsConcatenatedPieces(Codec codec) throws IOException {
    int half = log.length / 2;
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    pieces.write(codec.compress(Arrays.copyOf(log, half)));
    pieces.write(codec.compress(Arrays.copyOfRange(log, half, log.length)));
    assertThat(read(pieces.toByteArray())).isEqualTo(plain);
  }

  @ParameterizedTest
  @EnumSource
  void saysThatTheDataIsCut(Codec codec) throws IOException {
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    pieces.write(codec.compress(log));
    byte[] second = codec.compress(log);
    pieces.write(second, 0, second.length * 2 / 3);
    Reading cut = read(pieces.toByteArray());
    assertThat(cut.facts().complete()).isFalse();
    assertThat(cut.facts().notes()).first().asString().contains("cut or damaged");
    assertThat(cut.events().subList(0, plain.events().size())).isEqualTo(plain.events());
  }

  @ParameterizedTest
  @EnumSource
  void refusesToExpandBeyondTheLimit(Codec codec) throws IOException {
    Path file = write(codec.compress(log));
    assertThatThrownBy(
            () -> Traces.open(file.toString(), new ReadOptions(10_000, 2000)).read(event -> {}))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("beyond the limit");
  }

  private Reading read(byte[] bytes) throws IOException {
    return Reading.of(Traces.open(write(bytes).toString()));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("log"), bytes);
  }
}
