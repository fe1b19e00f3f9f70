package org.reapscope.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself: names its commands and says what they are for. */
@Command(
    name = "reapscope",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Reads an strace log of a process manager, replays every wait call through an exact model of"
          + " the kernel's rules, and says who reaped whose child, what leaks, and what asking"
          + " after children one by one costs.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing found at or above --fail-on",
      "1:findings at or above --fail-on",
      "2:wrong usage",
      "3:an input cannot be read or is no trace; with --strict, any line not understood",
      "70:internal fault",
      "130:interrupted"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  Record a program, then ask who reaped its children:",
      "    reapscope record -o run.strace -- ./supervisor",
      "    reapscope audit run.strace",
      "  What to mark and what to change so that nobody steals them:",
      "    reapscope plan run.strace",
      "  More: reapscope COMMAND --help"
    })
final class ReapscopeCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Which command? Try 'reapscope audit LOG'.");
    }
  }

  /** The commands in the order of the help page; each is made with the console it writes to. */
  private static Map<String, Function<Console, Object>> commands() {
    Map<String, Function<Console, Object>> commands = new LinkedHashMap<>();
    commands.put("audit", AuditCommand::new);
    commands.put("replay", ReplayCommand::new);
    commands.put("compare", CompareCommand::new);
    commands.put("cost", CostCommand::new);
    commands.put("plan", PlanCommand::new);
    commands.put("calibrate", CalibrateCommand::new);
    commands.put("simulate", SimulateCommand::new);
    commands.put("semantics", SemanticsCommand::new);
    commands.put("events", EventsCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("record", RecordCommand::new);
    commands.put("doctor", DoctorCommand::new);
    return commands;
  }

  /**
   * The command line that can read {@code args}. Where they name a command first, it is the only
   * one set up, and the program above it is no more than a name; where they name none, only what
   * the list of commands shows is read of each: the annotations of all options take longer than a
   * small audit.
   */
  static CommandLine commandLine(Console console, String... args) {
    Map<String, Function<Console, Object>> commands = commands();
    Function<Console, Object> first = args.length == 0 ? null : commands.get(args[0]);
    if (first != null) {
      CommandSpec program = CommandSpec.wrapWithoutInspection(new ReapscopeCommand());
      return new CommandLine(program.name("reapscope")).addSubcommand(first.apply(console));
    }
    CommandLine line = new CommandLine(new ReapscopeCommand());
    boolean named = Arrays.stream(args).anyMatch(commands::containsKey);
    commands.forEach(
        (name, command) -> {
          Object made = command.apply(console);
          line.addSubcommand(name, named ? made : outline(name, made));
        });
    return line;
  }

  /** A command as the list of commands shows it: its name and its first sentence. */
  private static CommandSpec outline(String name, Object command) {
    CommandSpec outline = CommandSpec.wrapWithoutInspection(command).name(name);
    Command about = command.getClass().getAnnotation(Command.class);
    if (about != null) {
      outline.usageMessage().description(about.description());
    }
    return outline;
  }
}
