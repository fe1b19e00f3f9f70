package org.reapscope.cli.record;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A C program that comes with this one as source, compiled on the spot into a folder of its own,
 * which closing removes.
 */
public final class CProgram implements AutoCloseable {
  private final Path folder;
  private final Path program;

  /** It cannot be compiled here; the message is the compiler's. */
  public static final class Uncompiled extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean missing;

    private Uncompiled(boolean missing, String said) {
      super(said);
      this.missing = missing;
    }

    /** Whether there is no such compiler, or none that can be run. */
    public boolean isCompilerMissing() {
      return missing;
    }

    /** What the compiler said; empty when there is none. */
    public String said() {
      return String.valueOf(getMessage());
    }
  }

  private CProgram(Path folder, Path program) {
    this.folder = folder;
    this.program = program;
  }

  /**
   * Compiles a source.
   *
   * @param beside the class that the source lies beside as a resource, {@code name.c}
   * @param compiler name on the PATH, or path
   * @throws Uncompiled when there is no such compiler, or it refuses
   */
  public static CProgram compile(Class<?> beside, String source, String compiler)
      throws IOException, Uncompiled {
    if (Commands.find(compiler).isEmpty()) {
      throw new Uncompiled(true, "");
    }
    Path folder = Files.createTempDirectory("reapscope-c");
    Path program = folder.resolve(source.replaceFirst("[.]c$", ""));
    CProgram made = new CProgram(folder, program);
    boolean compiled = false;
    try (InputStream in = beside.getResourceAsStream(source)) {
      if (in == null) {
        throw new IllegalStateException(source + " is not in the program");
      }
      Path file = folder.resolve(source);
      Files.copy(in, file);
      Commands.Ran ran =
          Commands.run(List.of(compiler, "-O2", "-o", program.toString(), file.toString()));
      if (ran.code() != 0) {
        throw new Uncompiled(false, ran.text());
      }
      compiled = true;
      return made;
    } finally {
      if (!compiled) {
        made.close();
      }
    }
  }

  /** What to run. */
  public Path path() {
    return program;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      files.map(Path::toFile).forEach(File::delete);
      Files.deleteIfExists(folder);
    } catch (IOException left) {
      // A leftover below the temporary folder is the system's to clean.
    }
  }
}
