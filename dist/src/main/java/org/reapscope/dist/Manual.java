package org.reapscope.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.reapscope.cli.Main;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes what a package says of the commands: a manual page for each, and completion for shells.
 */
public final class Manual {
  private Manual() {}

  /**
   * Writes {@code reapscope*.adoc} and the completion script {@code reapscope} into the folder that
   * is the only argument.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    CommandLine line = Main.commandLine();
    int code =
        ManPageGenerator.generateManPage(
            folder.toFile(), null, new boolean[0], false, line.getCommandSpec());
    if (code != 0) {
      throw new IOException("the manual pages could not be written: code " + code);
    }
    Files.writeString(
        folder.resolve("reapscope"), AutoComplete.bash("reapscope", line), StandardCharsets.UTF_8);
  }
}
