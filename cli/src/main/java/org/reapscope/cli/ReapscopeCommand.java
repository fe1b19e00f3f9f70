package org.reapscope.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The program itself: names its commands and says what they are for. */
final class ReapscopeCommand implements Runnable {
  private @Nullable CommandSpec spec;

  private ReapscopeCommand() {}

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Which command? Try 'reapscope audit LOG'.");
    }
  }

  /** The commands in the order of the help page. */
  private static List<Command> commands(Console console) {
    return List.of(
        new AuditCommand(console),
        new ReplayCommand(console),
        new CompareCommand(console),
        new CostCommand(console),
        new PlanCommand(console),
        new CalibrateCommand(console),
        new SimulateCommand(console),
        new SemanticsCommand(console),
        new EventsCommand(console),
        new ReportCommand(console),
        new RecordCommand(console),
        new DoctorCommand(console));
  }

  /**
   * The command line that can read {@code args}. Where they name a command first, it is the only
   * one set up, and the program above it is no more than a name; where they name none, only what
   * the list of commands shows is told of each.
   */
  static CommandLine commandLine(Console console, String... args) {
    List<Command> commands = commands(console);
    Set<String> words = Set.copyOf(Arrays.asList(args));
    boolean named = false;
    for (Command command : commands) {
      if (args.length > 0 && args[0].equals(command.name())) {
        return with(command);
      }
      named |= words.contains(command.name());
    }
    CommandSpec program = program();
    describe(program);
    for (Command command : commands) {
      program.addSubcommand(
          command.name(), new CommandLine(named ? command.whole() : command.outline()));
    }
    return new CommandLine(program);
  }

  /** The command line of one command. */
  static CommandLine with(Command command) {
    CommandSpec program = program();
    program.addSubcommand(command.name(), new CommandLine(command.whole()));
    return new CommandLine(program);
  }

  private static CommandSpec program() {
    ReapscopeCommand program = new ReapscopeCommand();
    CommandSpec spec = CommandSpec.wrapWithoutInspection(program).name("reapscope");
    program.spec = spec;
    return spec;
  }

  private static void describe(CommandSpec program) {
    program
        .usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .description(
            "Reads an strace log of a process manager, replays every wait call through an exact"
                + " model of the kernel's rules, and says who reaped whose child, what leaks, and"
                + " what asking after children one by one costs.",
            "")
        .commandListHeading("%nCommands:%n");
    new HelpPage(program)
        .exitCodes(
            "0:nothing found at or above --fail-on",
            "1:findings at or above --fail-on",
            "2:wrong usage",
            "3:an input cannot be read or is no trace; with --strict, any line not understood",
            "70:internal fault",
            "130:interrupted")
        .examples(
            "  Record a program, then ask who reaped its children:",
            "    reapscope record -o run.strace -- ./supervisor",
            "    reapscope audit run.strace",
            "  What to mark and what to change so that nobody steals them:",
            "    reapscope plan run.strace",
            "  More: reapscope COMMAND --help")
        .helpAndVersion();
  }
}
