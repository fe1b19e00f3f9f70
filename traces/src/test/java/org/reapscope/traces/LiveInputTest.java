package org.reapscope.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reapscope.traces.event.TaskExited;

/** A log that is still being written: its lines count when they come, and it may rest. */
final class LiveInputTest {
  private static final String BEGIN =
      "7 1.000000 execve(\"/bin/sh\", [\"sh\"], 0x7f /* 1 var */) = 0 <0.000100>\n"
          + "7 1.100000 clone(child_stack=NULL, flags=SIGCHLD) = 8 <0.000100>\n";
  private static final String DEATH = "8 1.200000 +++ exited with 3 +++\n";

  @TempDir private Path folder;

  @Test
  void beatsWhileNothingComesAndBytesArePassedOn() throws IOException {
    PipedOutputStream writer = new PipedOutputStream();
    LiveInput input = new LiveInput(new PipedInputStream(writer), () -> false);
    AtomicInteger beats = new AtomicInteger();
    input.onBeat(
        () -> {
          if (beats.incrementAndGet() == 3) {
            close(writer);
          }
        });
    writer.write("abc".getBytes(StandardCharsets.US_ASCII));
    writer.flush();

    assertThat(input.readAllBytes()).isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(beats.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void endsWhenAskedToAlthoughItsWriterDoesNot() throws IOException {
    PipedOutputStream writer = new PipedOutputStream();
    AtomicBoolean over = new AtomicBoolean();
    LiveInput input = new LiveInput(new PipedInputStream(writer), over::get);
    writer.write('x');
    writer.flush();

    assertThat(input.read()).isEqualTo('x');
    over.set(true);
    assertThat(input.read()).isEqualTo(-1);
  }

  @Test
  void readsAFileOnAsItGrowsFromItsFirstTwoLines() throws Exception {
    Path log = Files.writeString(folder.resolve("run.strace"), BEGIN);
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> death = new CompletableFuture<>();
    CompletableFuture<TraceFacts> facts =
        CompletableFuture.supplyAsync(() -> follow(log, over, death));
    Thread.sleep(600);
    assertThat(death).isNotDone();
    Files.writeString(log, DEATH, StandardOpenOption.APPEND);

    assertThat(death).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(3);
    assertThat(facts).isNotDone();
    over.set(true);
    assertThat(facts).succeedsWithin(Duration.ofSeconds(10)).extracting("lines").isEqualTo(3L);
  }

  private static TraceFacts follow(Path log, AtomicBoolean over, CompletableFuture<Integer> death) {
    try {
      return Traces.follow(log.toString(), over::get)
          .read(
              event -> {
                if (event instanceof TaskExited exited) {
                  death.complete((int) exited.value());
                }
              },
              () -> {});
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static void close(PipedOutputStream writer) {
    try {
      writer.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
