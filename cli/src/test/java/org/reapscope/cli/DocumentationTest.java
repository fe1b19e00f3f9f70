package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every command in the README, in {@code docs/} and on the help pages runs, and prints what the
 * page shows. They run in a folder that looks like a checkout, so that what they write is thrown
 * away.
 */
final class DocumentationTest {
  private static final Path ROOT =
      RunResult.samples().resolve("../..").toAbsolutePath().normalize();

  /** What only a shell understands; other command lines run in this Java, which takes no time. */
  private static final String SHELL = ".*[|&;<>$`'\"*?~\\\\\n].*";

  /** A log that a reader does not have yet. */
  private static final Pattern RECORDING = Pattern.compile("reapscope record .*?-o ([\\w.-]+)");

  /** What a page calls the number of a process that runs. */
  private static final Pattern ATTACHING = Pattern.compile("-p P?PID\\b");

  /** Such a process: its children come and go until half a second after it is traced. */
  private static final String UNTIL_TRACED =
      "n=0; until [ $n = 5 ]; do sleep 0.1 & wait $!;"
          + " grep -q '^TracerPid:.[^0]' /proc/$$/status && n=$((n+1)); done";

  private static final String SAMPLES = "traces/samples/";
  private static final List<String> WRITING = List.of("-o", "--chart", "--charts", "--state");

  @TempDir private Path folder;
  private final List<Path> links = new ArrayList<>();

  @AfterEach
  void unlink() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
  }

  @Test
  void commandsOnPagesRunAndPrintWhatIsShown() throws Exception {
    List<DocumentedCommand> commands =
        documented().stream().filter(each -> each.needs().isEmpty()).toList();
    assertThat(commands).hasSizeGreaterThan(10);
    runAll(commands);
    areDrawnFrom(folder.resolve("docs/charts"), ROOT.resolve("docs/charts"));
  }

  /** Recordings, and what other programs have to be installed for. */
  @ParameterizedTest
  @MethodSource("needs")
  void commandsThatNeedMoreRunToo(List<String> needs) throws Exception {
    for (String need : needs) {
      if (List.of("strace", "ftrace").contains(need)) {
        Recorded.assume(need);
      } else {
        assumeTrue(Recorded.runs("sh", "-c", "command -v " + need), need + " is installed");
      }
    }
    runAll(documented().stream().filter(each -> each.needs().equals(needs)).toList());
  }

  static List<List<String>> needs() throws IOException {
    return documented().stream()
        .map(DocumentedCommand::needs)
        .filter(needs -> !needs.isEmpty())
        .distinct()
        .toList();
  }

  private static List<DocumentedCommand> documented() throws IOException {
    List<String> faults = new ArrayList<>();
    List<DocumentedCommand> commands = new ArrayList<>();
    for (Path page : pages()) {
      commands.addAll(
          DocumentedCommand.read(
              ROOT.relativize(page).toString(), Files.readAllLines(page), faults));
    }
    assertThat(faults).isEmpty();
    return commands;
  }

  private void runAll(List<DocumentedCommand> commands) throws Exception {
    checkout();
    List<String> faults = new ArrayList<>();
    for (DocumentedCommand command : commands) {
      String fault = fault(command);
      if (fault != null) {
        faults.add(command.place() + ": " + command.text() + "\n  " + fault);
      }
    }
    assertThat(faults).isEmpty();
  }

  /** Whether the tables below {@code shown} are what was just written below {@code drawn}. */
  private static void areDrawnFrom(Path drawn, Path shown) throws IOException {
    try (Stream<Path> files = Files.walk(shown)) {
      List<Path> tables = files.filter(file -> file.toString().endsWith(".csv")).toList();
      assertThat(tables).isNotEmpty();
      for (Path table : tables) {
        assertThat(drawn.resolve(shown.relativize(table))).hasSameTextualContentAs(table);
      }
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      // What stands in code is not a link.
      String text = Files.readString(page).replaceAll("(?s)```.*?```|`[^`\n]*`", "");
      Matcher links = Pattern.compile("]\\(([^)\\s]+)\\)").matcher(text);
      while (links.find()) {
        String to = links.group(1).replaceAll("#.*", "");
        if (!to.contains("://") && !Files.exists(page.resolveSibling(to))) {
          broken.add(ROOT.relativize(page) + ": " + to);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyHelpPageHasAnExampleThatWorks() throws Exception {
    checkout();
    List<String> faults = new ArrayList<>();
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      List<String> examples = examples(command);
      // What a recording needs, a child to trace, is not at hand everywhere; RecordCommandTest is.
      if (List.of("record", "doctor", "calibrate").contains(command.getCommandName())) {
        continue;
      }
      if (!command.getCommandSpec().positionalParameters().isEmpty()
          && command.getCommandSpec().positionalParameters().get(0).paramLabel().contains("TRACE")
          && examples.stream().noneMatch(example -> example.contains("traces/samples"))) {
        faults.add(command.getCommandName() + ": no example on a bundled sample");
      }
      for (String example : examples) {
        String fault = fault(new DocumentedCommand("--help", example, null, List.of()));
        if (fault != null) {
          faults.add(command.getCommandName() + ": " + example + "\n  " + fault);
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  /** The lines of a help page that a reader would copy, each whole; not those on other machines. */
  private static List<String> examples(CommandLine command) {
    String footer =
        command.getHelp().footer().replaceAll("\\\\\\R\\s+", "").replaceAll("\\|\\R\\s+", "| ");
    return footer
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("reapscope ") || line.startsWith("printf "))
        // Half a minute of measuring, which CalibrateCommandTest does more briefly.
        .filter(line -> !line.startsWith("reapscope calibrate"))
        .toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      // Reports that the program wrote quote logs and end with commands on files of their readers.
      Stream<Path> own =
          files.filter(
              file ->
                  file.toString().endsWith(".md")
                      && !file.startsWith(ROOT.resolve("docs/examples")));
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), own.sorted())
          .toList();
    }
  }

  /**
   * A folder with the names that the pages use; {@code run.strace} stands for the reader's log,
   * {@code ./program} and {@code ./supervisor} for the program.
   */
  private void checkout() throws IOException {
    for (String name : List.of("traces", "pom.xml", "analyzer", "fleet", "benchmarks")) {
      link(ROOT.resolve(name), folder.resolve(name));
    }
    // The pictures of the pages are drawn anew, here and not over the pages' own.
    Files.createDirectories(folder.resolve("docs/charts"));
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      for (Path page : pages.filter(each -> !each.endsWith("charts")).toList()) {
        link(page, folder.resolve("docs").resolve(page.getFileName()));
      }
    }
    for (String name : List.of("program", "supervisor")) {
      executable(folder.resolve(name), "#!/bin/sh\n(sleep 0.1; exit 7) & wait $!; sleep 0.1\n");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    executable(
        folder.resolve("reapscope"),
        "#!/bin/sh\nexec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true -cp '%s' %s \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path"), Main.class.getName()));
    Path samples = ROOT.resolve("traces/samples/strace");
    Files.copy(samples.resolve("glib-comm.strace"), folder.resolve("run.strace"));
    Files.copy(samples.resolve("py-steals.strace.zst"), folder.resolve("run.strace.zst"));
    Files.createDirectories(folder.resolve("recordings/host-a"));
    Files.copy(samples.resolve("glib-comm.strace"), folder.resolve("recordings/host-a/run.strace"));
    Files.copy(
        ROOT.resolve("reports/src/main/resources/org/reapscope/reports/linux-6.18.csv"),
        folder.resolve("here.csv"));
  }

  private void link(Path to, Path from) throws IOException {
    links.add(Files.createSymbolicLink(from, to));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private @Nullable String fault(DocumentedCommand command) throws Exception {
    Matcher recording = RECORDING.matcher(command.text());
    if (recording.find()) {
      Files.deleteIfExists(folder.resolve(recording.group(1)));
      Files.deleteIfExists(folder.resolve(recording.group(1) + ".json"));
    }
    Matcher attaching = ATTACHING.matcher(command.text());
    if (!attaching.find()) {
      return fault(command, command.text());
    }
    Process running = new ProcessBuilder("sh", "-c", UNTIL_TRACED).start();
    try {
      return fault(command, attaching.replaceAll("-p " + running.pid()));
    } finally {
      running.destroyForcibly();
    }
  }

  private @Nullable String fault(DocumentedCommand command, String text) throws Exception {
    List<String> printed = new ArrayList<>();
    boolean shell = text.matches("(?s)" + SHELL) || text.contains("reapscope record ");
    int code = shell ? inShell(text, printed) : inHere(text, printed);
    // 1 says that there are findings.
    if (code != 0 && code != 1) {
      return "ended with " + code + ": " + String.join("\n  ", printed);
    }
    String missing = command.firstMissing(printed);
    return missing == null ? null : "does not print: " + missing;
  }

  private int inHere(String text, List<String> printed) throws Exception {
    String[] words = text.replaceAll("\\s#.*", "").strip().split("\\s+");
    if (!words[0].endsWith("reapscope")) {
      return inShell(text, printed);
    }
    String[] args = new String[words.length - 1];
    for (int i = 0; i < args.length; i++) {
      Path file = folder.resolve(words[i + 1]);
      boolean path = Files.exists(file) || WRITING.contains(words[i]);
      args[i] = path ? file.toString() : words[i + 1];
      if (words[i + 1].startsWith(SAMPLES)) {
        // By its short name from here: a long one is printed cut.
        args[i] = RunResult.sample(words[i + 1].substring(SAMPLES.length()));
      }
    }
    RunResult run = RunResult.of(args);
    (run.err() + run.out())
        .replace(folder + "/", "")
        .replace(RunResult.samples() + "/", SAMPLES)
        .lines()
        .forEach(printed::add);
    return run.code();
  }

  private int inShell(String text, List<String> printed) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("timeout", "300", "sh", "-c", text);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    process.getOutputStream().close();
    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .forEach(printed::add);
    return process.waitFor();
  }
}
